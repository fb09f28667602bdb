package io.holdfast.job.pull;

import io.holdfast.job.pull.Vendors.Reply;
import io.holdfast.job.pull.Vendors.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Zendesk as its documentation has it: a record is there once, in its last state; cursors go past
 * what was given, times give the last second again.
 */
public final class FakeZendesk implements Function<Request, Reply> {
  private record Stored(long id, long changed, String json) {}

  private final Map<String, Map<Long, Stored>> records = new TreeMap<>();

  /** Creates a record or changes it. */
  public FakeZendesk put(String export, long id, Instant at, String more) {
    String json =
        "{\"id\":%d,\"created_at\":\"%s\",\"updated_at\":\"%s\",\"generated_timestamp\":%d%s}"
            .formatted(id, at, at, at.getEpochSecond(), more);
    records
        .computeIfAbsent(export, name -> new TreeMap<>())
        .put(id, new Stored(id, at.getEpochSecond(), json));
    return this;
  }

  /** An update of a ticket that brought a comment. */
  public FakeZendesk comment(long event, long ticket, Instant at, String body) {
    String json =
        ("{\"id\":%d,\"ticket_id\":%d,\"timestamp\":%d,\"event_type\":\"Audit\",\"child_events\":["
                + "{\"id\":%d,\"event_type\":\"Change\",\"status\":\"open\"},"
                + "{\"id\":%d,\"event_type\":\"Comment\",\"author_id\":7,\"public\":true,\"body\":\"%s\"}]}")
            .formatted(event, ticket, at.getEpochSecond(), event + 1, event + 2, body);
    records
        .computeIfAbsent("ticket_events", name -> new TreeMap<>())
        .put(event, new Stored(event, at.getEpochSecond(), json));
    return this;
  }

  @Override
  public Reply apply(Request request) {
    String[] path = request.path().replace("/api/v2/", "").split("/", -1);
    if (path[0].equals("satisfaction_ratings")) {
      return ratings(request.query());
    }
    if (path[0].equals("slas")) {
      return settings("sla_policies", request.query());
    }
    if (path[0].equals("business_hours")) {
      return settings(path.length == 2 ? "schedules" : "holidays of " + path[2], request.query());
    }
    return path.length == 3 ? byCursor(path[1], request.query()) : byTime(path[1], request.query());
  }

  private List<Stored> ordered(String export) {
    List<Stored> all = new ArrayList<>(records.getOrDefault(export, Map.of()).values());
    all.sort(Comparator.comparingLong(Stored::changed).thenComparingLong(Stored::id));
    return all;
  }

  private Reply byCursor(String export, Map<String, String> query) {
    String[] cursor =
        query.containsKey("cursor")
            ? query.get("cursor").split("x", -1)
            : new String[] {query.get("start_time"), "-1"};
    long time = Long.parseLong(cursor[0]);
    long id = Long.parseLong(cursor[1]);
    List<Stored> after =
        ordered(export).stream()
            .filter(r -> r.changed() > time || (r.changed() == time && r.id() > id))
            .toList();
    List<Stored> page = after.stream().limit(Long.parseLong(query.get("per_page"))).toList();
    Stored last = page.isEmpty() ? null : page.get(page.size() - 1);
    String next = last == null ? "null" : "\"%dx%d\"".formatted(last.changed(), last.id());
    return Reply.json(
        "{\"after_cursor\":%s,\"end_of_stream\":%b,\"%s\":%s}"
            .formatted(next, page.size() == after.size(), export, array(page)));
  }

  private Reply byTime(String export, Map<String, String> query) {
    long start = Long.parseLong(query.get("start_time"));
    List<Stored> after = ordered(export).stream().filter(r -> r.changed() >= start).toList();
    List<Stored> page = after.stream().limit(Long.parseLong(query.get("per_page"))).toList();
    long end = page.isEmpty() ? start : page.get(page.size() - 1).changed();
    return Reply.json(
        "{\"end_time\":%d,\"end_of_stream\":%b,\"count\":%d,\"%s\":%s}"
            .formatted(end, page.size() == after.size(), page.size(), export, array(page)));
  }

  /** Two a page, with the address of the next one. */
  private Reply settings(String name, Map<String, String> query) {
    int page = Integer.parseInt(query.getOrDefault("page", "1"));
    List<Stored> all = new ArrayList<>(records.getOrDefault(name, Map.of()).values());
    int until = Math.min(all.size(), 2 * page);
    return Reply.json(
        "{\"next_page\":%s,\"%s\":%s}"
            .formatted(
                until < all.size() ? "\"https://x/?page=" + (page + 1) + "\"" : "null",
                name.replaceAll(" .*", ""),
                array(all.subList(Math.min(2 * page - 2, until), until))));
  }

  private Reply ratings(Map<String, String> query) {
    long after = Long.parseLong(query.getOrDefault("page[after]", "-1"));
    List<Stored> rest =
        records.getOrDefault("satisfaction_ratings", Map.of()).values().stream()
            .filter(r -> r.id() > after)
            .toList();
    List<Stored> page = rest.stream().limit(Long.parseLong(query.get("page[size]"))).toList();
    boolean more = page.size() < rest.size();
    return Reply.json(
        "{\"meta\":{\"has_more\":%b,\"after_cursor\":\"%d\"},\"satisfaction_ratings\":%s}"
            .formatted(more, page.isEmpty() ? -1 : page.get(page.size() - 1).id(), array(page)));
  }

  private static String array(List<Stored> page) {
    return page.stream().map(Stored::json).collect(Collectors.joining(",", "[", "]"));
  }
}
