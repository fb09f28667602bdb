package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What HubSpot's objects belong to. A search leaves it out, so it is read for each page and put
 * where reading a single object would show it: {@code associations.companies.results}.
 */
final class HubSpotAssociations {
  private final Server server;
  private final String from;
  private final List<String> to;

  HubSpotAssociations(Server server, String from, List<String> to) {
    this.server = server;
    this.from = from;
    this.to = to;
  }

  /** The records, each with its associations. */
  List<ObjectNode> join(JsonNode results) {
    Map<String, ObjectNode> records = new LinkedHashMap<>();
    results.forEach(record -> records.put(record.path("id").asText(), (ObjectNode) record));
    if (!records.isEmpty()) {
      to.forEach(kind -> join(records, kind));
    }
    return List.copyOf(records.values());
  }

  private void join(Map<String, ObjectNode> records, String kind) {
    ObjectNode body = Json.object();
    ArrayNode inputs = body.putArray("inputs");
    for (Map.Entry<String, ObjectNode> record : records.entrySet()) {
      inputs.addObject().put("id", record.getKey());
      record.getValue().withObjectProperty("associations").putObject(kind).putArray("results");
    }
    String path = "/crm/v4/associations/%s/%s/batch/read".formatted(from, kind);
    for (JsonNode found : server.post(path, body).body().path("results")) {
      ObjectNode record = records.get(found.path("from").path("id").asText());
      if (record != null) {
        found.path("to").forEach(other -> add(record, kind, other));
      }
    }
  }

  private static void add(ObjectNode record, String kind, JsonNode other) {
    ArrayNode results = (ArrayNode) record.path("associations").path(kind).path("results");
    for (JsonNode type : other.path("associationTypes")) {
      results
          .addObject()
          .put("id", other.path("toObjectId").asText())
          .put("type", type.path("label").asText(null))
          .put("typeId", type.path("typeId").asText(null))
          .put("category", type.path("category").asText(null));
    }
  }
}
