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

  /**
   * Of Stripe's only what these lists may be asked: its objects, which hold one another, are too
   * deep for Prism to make one up, so that each answer is a page of one bare object.
   */
  static Prism stripe(Path spec, Set<String> paths, Path folder)
      throws IOException, InterruptedException {
    ObjectNode repaired = (ObjectNode) MAPPER.readTree(spec.toFile());
    ((ObjectNode) repaired.path("paths")).retain(paths);
    JsonNode page =
        MAPPER.readTree(
            """
            {"200": {"description": "a page", "content": {"application/json": {"example":
              {"object": "list", "has_more": false,
               "data": [{"id": "x_1", "object": "event", "created": 1}]}}}}}
            """);
    for (JsonNode path : repaired.path("paths")) {
      ((ObjectNode) path).retain("get");
      ((ObjectNode) path.path("get")).set("responses", page);
    }
    ((ObjectNode) repaired.path("components")).remove("schemas");
    return serve(repaired, folder);
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
                "node",
                program().toString(),
                "mock",
                "-p",
                String.valueOf(port),
                "-h",
                "127.0.0.1",
                "--errors",
                file.toString())
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
