package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a company set its support up: service levels, schedules, and the holidays of each schedule
 * (developer.zendesk.com, "SLA Policies", "Schedules"). These lists are short and cannot be asked
 * for by time, so they are read whole, and what is as it was before is left out.
 */
final class ZendeskSettings implements ExportStream {
  private static final String PLACE = "all";
  private static final String SCHEDULES = "/api/v2/business_hours/schedules";

  private final Server server;
  private final String export;

  ZendeskSettings(Server server, String export) {
    this.server = server;
    this.export = export;
  }

  @Override
  public String first() {
    return PLACE;
  }

  @Override
  public Page page(String place, Instant cut) {
    List<Item> items = new ArrayList<>();
    switch (export) {
      case "sla_policies" -> list("/api/v2/slas/policies", export).forEach(p -> items.add(item(p)));
      case "schedules" -> list(SCHEDULES, export).forEach(s -> items.add(item(s)));
      default -> {
        for (JsonNode schedule : list(SCHEDULES, "schedules")) {
          String id = schedule.path("id").asText();
          for (JsonNode holiday : list("%s/%s/holidays".formatted(SCHEDULES, id), export)) {
            items.add(item(((ObjectNode) holiday).set("schedule_id", schedule.path("id"))));
          }
        }
      }
    }
    return new Page(null, items, PLACE, true, cut);
  }

  private List<JsonNode> list(String path, String array) {
    List<JsonNode> all = new ArrayList<>();
    JsonNode answer = server.get(path, Map.of()).body();
    answer.path(array).forEach(all::add);
    for (int page = 2;
        answer.path("next_page").isTextual() && !answer.path(array).isEmpty();
        page++) {
      answer = server.get(path, Map.of("page", String.valueOf(page))).body();
      answer.path(array).forEach(all::add);
    }
    return all;
  }

  /** Known by all it says; what changed after the day waits. */
  private static Item item(JsonNode record) {
    String text = Json.text(record);
    String updated = record.path("updated_at").asText("");
    return new Item(text, updated.isEmpty() ? null : Instant.parse(updated), text);
  }
}
