package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists within an object, such as an invoice's lines: Stripe sends their first elements and
 * says where the rest is.
 */
final class StripeParts {
  private static final List<String> LISTS = List.of("lines", "items");

  private final Server server;
  private final int page;

  StripeParts(Server server, int page) {
    this.server = server;
    this.page = page;
  }

  /** Fetches what is missing; of an object that is gone meanwhile, nothing is. */
  void complete(ObjectNode object) {
    for (String name : LISTS) {
      JsonNode list = object.path(name);
      if (list.path("has_more").asBoolean(false) && list.path("data") instanceof ArrayNode data) {
        try {
          complete(list.path("url").asText(), data);
          ((ObjectNode) list).put("has_more", false);
        } catch (PullException e) {
          if (!e.gone()) {
            throw e;
          }
        }
      }
    }
  }

  private void complete(String url, ArrayNode data) {
    if (!url.startsWith("/v1/")) {
      throw new PullException(
          "A list says it lies at '%s', which is no place of Stripe's".formatted(url));
    }
    String[] parts = url.split("\\?", 2);
    boolean more = !data.isEmpty();
    while (more) {
      Map<String, String> query = new LinkedHashMap<>();
      if (parts.length == 2) {
        String[] pair = parts[1].split("=", 2);
        query.put(pair[0], pair.length == 2 ? pair[1] : "");
      }
      query.put("limit", String.valueOf(page));
      query.put("starting_after", data.get(data.size() - 1).path("id").asText());
      JsonNode answer = server.get(parts[0], query).body();
      int before = data.size();
      answer.path("data").forEach(data::add);
      more = answer.path("has_more").asBoolean(false) && data.size() > before;
    }
  }
}
