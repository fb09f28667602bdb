package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events of HubSpot's marketing mails, newest first (developers.hubspot.com, "Get email events").
 * The offset that leads to the next page is good for a short while only, so that each page is asked
 * for by the time of the oldest event before; where the events of one instant fill a page, they go
 * on by the offset.
 */
final class HubSpotMailEvents implements ExportStream {
  private final Server server;
  private final PullConfig config;
  private final Instant start;

  HubSpotMailEvents(Server server, PullConfig config, Instant start) {
    this.server = server;
    this.config = config;
    this.start = start == null ? Instant.EPOCH : start;
  }

  @Override
  public String first() {
    return Window.from(start).text();
  }

  /** A window's mark is the last millisecond that is asked for, and an offset within it. */
  @Override
  public Page page(String place, Instant cut) {
    Window window = Window.read(place);
    if (window.over(cut)) {
      return Page.empty(place, true, cut);
    }
    Answer<JsonNode> answer = server.get("/email/public/v1/events", query(window, cut));
    Window bounded = window.until(answer.until(cut));
    long oldest = Long.MAX_VALUE;
    List<Item> items = new ArrayList<>();
    for (JsonNode event : answer.body().path("events")) {
      long created = event.path("created").asLong();
      if (created > oldest) {
        throw new PullException(
            "email_events came out of order: %d after %d".formatted(created, oldest));
      }
      oldest = created;
      if (bounded.holds(Instant.ofEpochMilli(created))) {
        items.add(new Item(event.path("id").asText() + "@" + created, null, Json.text(event)));
      }
    }
    if (!answer.body().path("hasMore").asBoolean(false) || oldest == Long.MAX_VALUE) {
      return new Page(null, items, bounded.next().text(), true, cut);
    }
    boolean stuck = oldest == latest(window, cut);
    String mark = stuck ? oldest + " " + answer.body().path("offset").asText() : oldest + "";
    return new Page(null, items, bounded.after(mark).text(), false, cut);
  }

  private static long latest(Window window, Instant cut) {
    if (window.after() != null) {
      return Long.parseLong(window.after().split(" ", 2)[0]);
    }
    return (window.until() == null ? cut : window.until()).toEpochMilli() - 1;
  }

  private Map<String, String> query(Window window, Instant cut) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("startTimestamp", String.valueOf(window.from().toEpochMilli()));
    query.put("endTimestamp", String.valueOf(latest(window, cut)));
    query.put("limit", String.valueOf(config.page()));
    if (window.after() != null && window.after().contains(" ")) {
      query.put("offset", window.after().split(" ", 2)[1]);
    }
    return query;
  }
}
