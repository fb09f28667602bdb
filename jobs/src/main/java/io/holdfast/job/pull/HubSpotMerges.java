package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * When others were merged into a record. A search tells only which ones, so that the history of
 * {@code hs_merged_object_ids} is read for those records of a page that have any. Each gets {@code
 * mergeAudits}: the ids with the time at which they first stood there.
 */
final class HubSpotMerges {
  private static final String MERGED = "hs_merged_object_ids";

  /** HubSpot reads fewer records at once with history than without. */
  private static final int AT_ONCE = 50;

  private final Server server;
  private final String export;

  HubSpotMerges(Server server, String export) {
    this.server = server;
    this.export = export;
  }

  void join(List<ObjectNode> records) {
    List<ObjectNode> merged =
        records.stream()
            .filter(record -> !record.path("properties").path(MERGED).asText("").isEmpty())
            .toList();
    for (int from = 0; from < merged.size(); from += AT_ONCE) {
      read(merged.subList(from, Math.min(merged.size(), from + AT_ONCE)));
    }
  }

  private void read(List<ObjectNode> records) {
    Map<String, ObjectNode> byId =
        records.stream().collect(Collectors.toMap(r -> r.path("id").asText(), r -> r, (a, b) -> a));
    ObjectNode body = Json.object();
    body.putArray("properties").add(MERGED);
    body.putArray("propertiesWithHistory").add(MERGED);
    ArrayNode inputs = body.putArray("inputs");
    byId.keySet().stream().sorted().forEach(id -> inputs.addObject().put("id", id));
    String path = "/crm/v3/objects/%s/batch/read".formatted(export);
    for (JsonNode found : server.post(path, body).body().path("results")) {
      ObjectNode record = byId.get(found.path("id").asText());
      if (record != null) {
        audits(record, found.path("propertiesWithHistory").path(MERGED));
      }
    }
  }

  private static void audits(ObjectNode record, JsonNode history) {
    Map<String, Instant> first = new TreeMap<>();
    for (JsonNode version : history) {
      Instant at = Instant.parse(version.path("timestamp").asText());
      for (String id : version.path("value").asText().split(";", -1)) {
        if (!id.isBlank()) {
          first.merge(id.strip(), at, (a, b) -> a.isBefore(b) ? a : b);
        }
      }
    }
    ArrayNode audits = record.putArray("mergeAudits");
    first.forEach((id, at) -> audits.addObject().put("id", id).put("timestamp", at.toString()));
  }
}
