package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Lines of invoices and items of subscriptions: an object brings the first ones only. */
final class StripeParts {
  private final Server server;
  private final int page;

  StripeParts(Server server, int page) {
    this.server = server;
    this.page = page;
  }

  /** Fetches what is missing; of an object that is gone meanwhile, nothing is. */
  void complete(ObjectNode object) {
    String id = object.path("id").asText();
    try {
      switch (object.path("object").asText()) {
        case "invoice" ->
            complete(object.path("lines"), "/v1/invoices/%s/lines".formatted(id), Map.of());
        case "subscription" ->
            complete(object.path("items"), "/v1/subscription_items", Map.of("subscription", id));
        default -> {
          // The others have no such lists.
        }
      }
    } catch (PullException e) {
      if (!e.gone()) {
        throw e;
      }
    }
  }

  private void complete(JsonNode list, String path, Map<String, String> of) {
    boolean more = list.path("has_more").asBoolean(false);
    Set<String> asked = new HashSet<>();
    while (more && list.path("data") instanceof ArrayNode data && !data.isEmpty()) {
      String last = last(data);
      if (!asked.add(last)) {
        throw new PullException("%s gives the same page twice (%s)".formatted(path, last));
      }
      Map<String, String> query = new LinkedHashMap<>(of);
      query.put("limit", String.valueOf(page));
      query.put("starting_after", last);
      JsonNode answer = server.get(path, query).body();
      answer.path("data").forEach(data::add);
      more = answer.path("has_more").asBoolean(false);
      ((ObjectNode) list).put("has_more", more);
    }
  }

  private static String last(ArrayNode data) {
    return data.get(data.size() - 1).path("id").asText();
  }
}
