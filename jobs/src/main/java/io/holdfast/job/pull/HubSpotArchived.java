package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * HubSpot's objects that were deleted, which no search finds. The list of them knows no time, so it
 * is read whole and what was archived within the window is taken.
 */
final class HubSpotArchived implements ExportStream {
  private static final int LARGEST_PAGE = 100;

  private final Server server;
  private final PullConfig config;
  private final String export;
  private final Instant start;

  HubSpotArchived(Server server, PullConfig config, String export, Instant start) {
    this.server = server;
    this.config = config;
    this.export = export;
    this.start = start == null ? Instant.EPOCH : start;
  }

  @Override
  public String first() {
    return Window.from(start).text();
  }

  @Override
  public Page page(String place, Instant cut) {
    Window window = Window.read(place);
    if (window.over(cut)) {
      return Page.empty(place, true, cut);
    }
    Answer<JsonNode> answer = server.get("/crm/v3/objects/" + export, query(window));
    Window bounded = window.until(answer.until(cut));
    List<Item> items = new ArrayList<>();
    for (JsonNode record : answer.body().path("results")) {
      String at = record.path("archivedAt").asText("");
      if (!at.isEmpty() && bounded.holds(Instant.parse(at))) {
        items.add(new Item(record.path("id").asText() + "@" + at, null, Json.text(record)));
      }
    }
    String after = answer.body().path("paging").path("next").path("after").asText("");
    return after.isEmpty()
        ? new Page(null, items, bounded.next().text(), true, cut)
        : new Page(null, items, bounded.after(after).text(), false, cut);
  }

  private Map<String, String> query(Window window) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("archived", "true");
    query.put("limit", String.valueOf(Math.min(LARGEST_PAGE, config.page())));
    List<String> fields = config.exports().get(export).fields();
    if (!fields.isEmpty()) {
      query.put("properties", String.join(",", fields));
    }
    if (window.after() != null) {
      query.put("after", window.after());
    }
    return query;
  }
}
