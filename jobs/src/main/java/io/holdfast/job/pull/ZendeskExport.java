package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Zendesk's incremental exports (developer.zendesk.com, "Incremental Exports"): tickets and users
 * by cursor, organizations, ticket events and metric events by time, which gives the last second
 * again; and the list of satisfaction ratings by cursor pagination. Each is in the order of
 * changes.
 */
abstract class ZendeskExport implements ExportStream {
  static final Set<String> NAMES =
      Set.of(
          "organizations",
          "users",
          "tickets",
          "ticket_comments",
          "ticket_metric_events",
          "satisfaction_ratings",
          "sla_policies",
          "schedules",
          "holidays");

  final Server server;
  final PullConfig config;
  final String export;
  final Instant start;

  private ZendeskExport(Server server, PullConfig config, String export, Instant start) {
    this.server = server;
    this.config = config;
    this.export = export;
    this.start = start == null ? Instant.EPOCH : start;
  }

  static ExportStream of(Server server, PullConfig config, String export, Instant start) {
    return switch (export) {
      case "tickets", "users" -> new ByCursor(server, config, export, start);
      case "organizations" -> new ByTime(server, config, export, start);
      case "ticket_comments" -> new Comments(server, config, export, start);
      case "ticket_metric_events" -> new MetricEvents(server, config, export, start);
      case "sla_policies", "schedules", "holidays" -> new ZendeskSettings(server, export);
      case "satisfaction_ratings" -> new Ratings(server, config, export, start);
      default -> throw new IllegalArgumentException("Zendesk has no export " + export);
    };
  }

  @Override
  public String first() {
    return "start_time=" + start.getEpochSecond();
  }

  Map<String, String> query(String place) {
    Map<String, String> query = new LinkedHashMap<>();
    int equals = place.indexOf('=');
    query.put(place.substring(0, equals), place.substring(equals + 1));
    query.put("per_page", String.valueOf(config.page()));
    List<String> include = config.exports().get(export).include();
    if (!include.isEmpty()) {
      query.put("include", String.join(",", include));
    }
    return query;
  }

  /** Tickets count as changed by what Zendesk itself does to them, too; updated_at does not. */
  static Item item(JsonNode record) {
    JsonNode generated = record.path("generated_timestamp");
    Instant modified =
        generated.isIntegralNumber()
            ? Instant.ofEpochSecond(generated.asLong())
            : Instant.parse(record.path("updated_at").asText());
    return new Item(record.path("id").asText() + "@" + modified, modified, Json.text(record));
  }

  /** Tickets and users. */
  private static final class ByCursor extends ZendeskExport {
    ByCursor(Server server, PullConfig config, String export, Instant start) {
      super(server, config, export, start);
    }

    @Override
    public Page page(String place, Instant cut) {
      Answer<JsonNode> answer =
          server.get("/api/v2/incremental/%s/cursor".formatted(export), query(place));
      List<Item> items = new ArrayList<>();
      answer.body().path(export).forEach(record -> items.add(item(record)));
      String after = answer.body().path("after_cursor").asText("");
      boolean last = answer.body().path("end_of_stream").asBoolean(after.isEmpty());
      if (after.isEmpty() || after.equals("null")) {
        return new Page(null, items, place, true, cut);
      }
      return new Page(null, items, "cursor=" + after, last, cut);
    }
  }

  /** Organizations, and what goes the same way. */
  private static class ByTime extends ZendeskExport {
    ByTime(Server server, PullConfig config, String export, Instant start) {
      super(server, config, export, start);
    }

    String path() {
      return "/api/v2/incremental/" + export;
    }

    String array() {
      return export;
    }

    List<Item> items(JsonNode record) {
      return List.of(item(record));
    }

    @Override
    public Page page(String place, Instant cut) {
      Answer<JsonNode> answer = server.get(path(), query(place));
      JsonNode records = answer.body().path(array());
      List<Item> items = new ArrayList<>();
      records.forEach(record -> items.addAll(items(record)));
      JsonNode end = answer.body().path("end_time");
      boolean last =
          answer.body().path("end_of_stream").asBoolean(records.size() < config.page())
              || !end.isIntegralNumber();
      String next = end.isIntegralNumber() ? "start_time=" + end.asLong() : place;
      return new Page(null, items, next, last, cut);
    }
  }

  /** What began, paused, was met or broken of each ticket's times. */
  private static final class MetricEvents extends ByTime {
    MetricEvents(Server server, PullConfig config, String export, Instant start) {
      super(server, config, export, start);
    }

    @Override
    List<Item> items(JsonNode event) {
      Instant at = Instant.parse(event.path("time").asText());
      return List.of(new Item(event.path("id").asText(), at, Json.text(event)));
    }
  }

  /** Comments as they stand in the events of their tickets, each with its ticket's id. */
  private static final class Comments extends ByTime {
    Comments(Server server, PullConfig config, String export, Instant start) {
      super(server, config, export, start);
    }

    @Override
    String path() {
      return "/api/v2/incremental/ticket_events";
    }

    @Override
    String array() {
      return "ticket_events";
    }

    @Override
    Map<String, String> query(String place) {
      Map<String, String> query = super.query(place);
      query.put("include", "comment_events");
      return query;
    }

    @Override
    List<Item> items(JsonNode event) {
      Instant at =
          event.path("timestamp").isIntegralNumber()
              ? Instant.ofEpochSecond(event.path("timestamp").asLong())
              : Instant.parse(event.path("created_at").asText());
      List<Item> comments = new ArrayList<>();
      for (JsonNode child : event.path("child_events")) {
        if (child.path("event_type").asText(child.path("type").asText()).equals("Comment")) {
          ObjectNode comment = child.deepCopy();
          comment.set("ticket_id", event.path("ticket_id"));
          if (!comment.hasNonNull("created_at")) {
            comment.put("created_at", at.toString());
          }
          comments.add(new Item(comment.path("id").asText(), at, Json.text(comment)));
        }
      }
      return comments;
    }
  }

  /**
   * Satisfaction ratings. The list goes by when a rating was made, while an offered one is answered
   * days later: it is asked for from a month before, and what changed in between is taken.
   */
  private static final class Ratings extends ZendeskExport {
    private static final Duration ANSWERED_LATE = Duration.ofDays(30);
    private static final int LARGEST_PAGE = 100;

    Ratings(Server server, PullConfig config, String export, Instant start) {
      super(server, config, export, start);
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
      Answer<JsonNode> answer = server.get("/api/v2/satisfaction_ratings", query(window));
      Window bounded = window.until(answer.until(cut));
      List<Item> items = new ArrayList<>();
      for (JsonNode record : answer.body().path("satisfaction_ratings")) {
        Item item = item(record);
        if (bounded.holds(item.modified())) {
          items.add(item);
        }
      }
      JsonNode meta = answer.body().path("meta");
      if (meta.path("has_more").asBoolean(false)) {
        String next = bounded.after(meta.path("after_cursor").asText()).text();
        return new Page(null, items, next, false, cut);
      }
      return new Page(null, items, bounded.next().text(), true, cut);
    }

    private Map<String, String> query(Window window) {
      Instant oldest = window.from().minus(ANSWERED_LATE);
      Map<String, String> query = new LinkedHashMap<>();
      query.put("start_time", String.valueOf(Math.max(0, oldest.getEpochSecond())));
      query.put("page[size]", String.valueOf(Math.min(LARGEST_PAGE, config.page())));
      if (window.after() != null) {
        query.put("page[after]", window.after());
      }
      return query;
    }
  }
}
