package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * A server that checks requests by a vendor's own specification and answers with its examples. The
 * specifications as published do not serve; what stands in its way is taken out.
 */
final class Prism implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Process process;
  private final String url;

  private Prism(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  String url() {
    return url;
  }

  /** Of HubSpot's: examples of null go, and "any type" becomes JSON. */
  static Prism hubspot(Path spec, Path folder) throws IOException, InterruptedException {
    JsonNode repaired = MAPPER.readTree(spec.toFile());
    repair(repaired);
    return serve(repaired, folder);
  }

  private static void repair(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.path("example").isNull()) {
        object.remove("example");
      }
      if (object.path("content").has("*/*")) {
        JsonNode any = object.path("content").path("*/*");
        object.putObject("content").set("application/json", any);
      }
    }
    node.forEach(Prism::repair);
  }

  /** Of Stripe's: only these paths, expandable fields as plain ids, no errors, one page each. */
  static Prism stripe(Path spec, Set<String> paths, Path folder)
      throws IOException, InterruptedException {
    ObjectNode repaired = (ObjectNode) MAPPER.readTree(spec.toFile());
    plain(repaired);
    ((ObjectNode) repaired.path("paths")).retain(paths);
    for (JsonNode path : repaired.path("paths")) {
      ((ObjectNode) path).retain("get");
      ((ObjectNode) path.path("get").path("responses")).remove("default");
    }
    ObjectNode schemas = (ObjectNode) repaired.path("components").path("schemas");
    Set<String> reached = new TreeSet<>();
    reach(repaired.path("paths"), schemas, reached);
    schemas.retain(reached);
    return serve(repaired, folder);
  }

  private static void plain(JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.has("x-expansionResources")) {
        boolean nullable = object.path("nullable").asBoolean(false);
        object.removeAll().put("type", "string").put("nullable", nullable);
      }
      if (object.path("has_more").has("type")) {
        ((ObjectNode) object.path("has_more")).put("example", false);
      }
      // Prism makes up texts that break the patterns of answers.
      object
          .properties()
          .removeIf(
              field ->
                  field.getKey().startsWith("x-")
                      || (field.getKey().equals("pattern") && field.getValue().isTextual()));
    }
    node.forEach(Prism::plain);
  }

  private static void reach(JsonNode node, JsonNode schemas, Set<String> reached) {
    String to = node.path("$ref").asText("");
    String name = to.substring(to.lastIndexOf('/') + 1);
    if (!name.isEmpty() && reached.add(name)) {
      reach(schemas.path(name), schemas, reached);
    }
    node.forEach(child -> reach(child, schemas, reached));
  }

  private static Prism serve(JsonNode spec, Path folder) throws IOException, InterruptedException {
    Path file = folder.resolve("spec.json");
    MAPPER.writeValue(file.toFile(), spec);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                "node", program().toString(), "mock", "-p", String.valueOf(port), "-h", "127.0.0.1",
                "--errors", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prism.log").toFile())
            .start();
    Prism prism = new Prism(process, "http://127.0.0.1:" + port);
    prism.await(folder.resolve("prism.log"));
    return prism;
  }

  private static Path program() {
    String folder = System.getenv("HOLDFAST_PRISM");
    String program = "node_modules/@stoplight/prism-cli/dist/index.js";
    Path found = folder == null ? null : Path.of(folder, program);
    Wanted.part(
        found != null && Files.exists(found),
        "Prism is missing: npm install @stoplight/prism-cli@5.14.2 in a folder, and name it with"
            + " HOLDFAST_PRISM");
    return found;
  }

  private void await(Path log) throws IOException, InterruptedException {
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      if (Files.readString(log).contains("is listening")) {
        return;
      }
      Thread.sleep(100);
    }
    close();
    throw new IllegalStateException("Prism did not start: " + Files.readString(log));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
