package io.holdfast.job.pull;

import io.holdfast.job.pull.Vendors.Reply;
import io.holdfast.job.pull.Vendors.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Stripe: lists newest first in their present state, and an event for each change, for 30 days. */
final class FakeStripe implements Function<Request, Reply> {
  private record Entry(String id, long created, String type, String json) {}

  private Supplier<Instant> now;
  private final Map<String, List<Entry>> objects = new TreeMap<>();
  private final List<Entry> events = new ArrayList<>();

  void clock(Supplier<Instant> server) {
    now = server;
  }

  /**
   * Creates or changes an object, with its event.
   *
   * @param more further fields
   */
  FakeStripe put(String path, String object, String id, Instant at, String type, String more) {
    List<Entry> all = objects.computeIfAbsent(path, p -> new ArrayList<>());
    long created =
        all.stream()
            .filter(e -> e.id().equals(id))
            .mapToLong(Entry::created)
            .findFirst()
            .orElse(at.getEpochSecond());
    String json =
        "{\"id\":\"%s\",\"object\":\"%s\",\"created\":%d%s}".formatted(id, object, created, more);
    all.removeIf(e -> e.id().equals(id));
    int place = 0;
    while (place < all.size() && all.get(place).created() > created) {
      place++;
    }
    if (!type.endsWith(".deleted") || type.contains("subscription")) {
      all.add(place, new Entry(id, created, "", json));
    }
    String event = "evt_%06d".formatted(events.size());
    events.add(
        0,
        new Entry(
            event,
            at.getEpochSecond(),
            type,
            "{\"id\":\"%s\",\"object\":\"event\",\"created\":%d,\"type\":\"%s\",\"data\":{\"object\":%s}}"
                .formatted(event, at.getEpochSecond(), type, json)));
    return this;
  }

  @Override
  public Reply apply(Request request) {
    Map<String, String> query = request.query();
    String path = request.path().replace("/v1/", "");
    if (!path.equals("events")) {
      return list(objects.getOrDefault(path, List.of()), query);
    }
    long oldest = now.get().minus(Duration.ofDays(30)).getEpochSecond();
    String types = String.join("|", query.getOrDefault("type", ""), query.toString());
    return list(
        events.stream()
            .filter(e -> e.created() >= oldest)
            .filter(
                e ->
                    query.containsKey("type")
                        ? e.type().startsWith(query.get("type").replace("*", ""))
                        : types.contains(e.type()))
            .toList(),
        query);
  }

  private static Reply list(List<Entry> all, Map<String, String> query) {
    long from = Long.parseLong(query.getOrDefault("created[gte]", "0"));
    long until = Long.parseLong(query.getOrDefault("created[lt]", "99999999999"));
    List<Entry> rest =
        all.stream().filter(e -> e.created() >= from && e.created() < until).toList();
    String after = query.get("starting_after");
    if (after != null) {
      List<String> ids = rest.stream().map(Entry::id).toList();
      rest = rest.subList(ids.indexOf(after) + 1, rest.size());
    }
    int limit = Math.min(rest.size(), Integer.parseInt(query.get("limit")));
    List<String> page = rest.subList(0, limit).stream().map(Entry::json).toList();
    return Reply.json(
        "{\"object\":\"list\",\"has_more\":%b,\"data\":%s}".formatted(limit < rest.size(), page));
  }
}
