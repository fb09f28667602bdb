package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
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

/** HubSpot's search with its limit, the list of archived objects and associations. */
final class FakeHubSpot implements Function<Request, Reply> {
  private record Company(long id, Instant modified, boolean archived, String more) {
    String json() {
      return "{\"id\":\"%d\",\"updatedAt\":\"2020-01-01T00:00:00Z\",\"archived\":%b%s,\"properties\":{\"hs_lastmodifieddate\":\"%s\"%s}}"
          .formatted(
              id, archived, archived ? ",\"archivedAt\":\"" + modified + "\"" : "", modified, more);
    }
  }

  private record MailEvent(String id, long created) {}

  private final Map<Long, Company> companies = new TreeMap<>();
  private final List<MailEvent> mails = new ArrayList<>();
  private String merged = "";

  FakeHubSpot put(long id, Instant modified) {
    companies.put(id, new Company(id, modified, false, ""));
    return this;
  }

  FakeHubSpot mail(String id, Instant at) {
    mails.add(new MailEvent(id, at.toEpochMilli()));
    return this;
  }

  /** Company 1, and what a batch read says of it. */
  FakeHubSpot merged(Instant modified, String history) {
    String more = ",\"hs_merged_object_ids\":\"7;8\"";
    companies.put(1L, new Company(1, modified, false, more));
    merged = history;
    return this;
  }

  FakeHubSpot archive(long id, Instant at) {
    companies.put(id, new Company(id, at, true, ""));
    return this;
  }

  @Override
  public Reply apply(Request request) {
    if (request.path().endsWith("/search")) {
      return search(Json.parse(request.body()));
    }
    if (request.path().equals("/email/public/v1/events")) {
      return mails(request.query());
    }
    if (request.path().matches("/crm/v3/objects/.*/batch/read")) {
      return Reply.json(
          "{\"results\":[{\"id\":\"1\",\"propertiesWithHistory\":{\"hs_merged_object_ids\":%s}}]}"
              .formatted(merged));
    }
    if (request.path().startsWith("/crm/v4/associations/")) {
      return Reply.json(
          "{\"results\":[{\"from\":{\"id\":\"1\"},\"to\":[{\"toObjectId\":77,\"associationTypes\":"
              + "[{\"category\":\"HUBSPOT_DEFINED\",\"typeId\":1,\"label\":\"Primary\"},{\"typeId\":2,\"label\":null}]}]}]}");
    }
    if (request.path().startsWith("/crm/v3/properties/")) {
      return Reply.json("{\"results\":[{\"name\":\"name\"},{\"name\":\"domain\"}]}");
    }
    long after = Long.parseLong(request.query().getOrDefault("after", "0"));
    List<Company> rest =
        companies.values().stream().filter(c -> c.archived() && c.id() > after).toList();
    List<Company> page = rest.stream().limit(Long.parseLong(request.query().get("limit"))).toList();
    String paging =
        page.size() == rest.size()
            ? ""
            : ",\"paging\":{\"next\":{\"after\":\"%d\"}}".formatted(page.get(page.size() - 1).id());
    return Reply.json("{\"results\":%s%s}".formatted(array(page), paging));
  }

  /** Newest first, an offset for what follows. */
  private Reply mails(Map<String, String> query) {
    long from = Long.parseLong(query.get("startTimestamp"));
    long until = Long.parseLong(query.get("endTimestamp"));
    List<MailEvent> all =
        mails.stream()
            .filter(event -> event.created() >= from && event.created() <= until)
            .sorted(Comparator.comparingLong(MailEvent::created).reversed())
            .toList();
    int begin = Integer.parseInt(query.getOrDefault("offset", "0"));
    int end = Math.min(all.size(), begin + Integer.parseInt(query.get("limit")));
    String events =
        all.subList(begin, end).stream()
            .map(e -> "{\"id\":\"%s\",\"created\":%d}".formatted(e.id(), e.created()))
            .collect(Collectors.joining(",", "[", "]"));
    return Reply.json(
        "{\"events\":%s,\"hasMore\":%b,\"offset\":\"%d\"}"
            .formatted(events, end < all.size(), end));
  }

  private Reply search(JsonNode body) {
    List<Company> found =
        companies.values().stream()
            .filter(c -> !c.archived())
            .filter(c -> matches(c, body.at("/filterGroups/0/filters")))
            .sorted(
                body.at("/sorts/0").asText().equals("hs_object_id")
                    ? Comparator.comparingLong(Company::id)
                    : Comparator.comparing(Company::modified).thenComparing(c -> -c.id()))
            .toList();
    return Reply.json(
        "{\"total\":%d,\"results\":%s}"
            .formatted(
                found.size(), array(found.stream().limit(body.path("limit").asLong()).toList())));
  }

  private static boolean matches(Company company, JsonNode filters) {
    for (JsonNode filter : filters) {
      boolean byId = filter.path("propertyName").asText().equals("hs_object_id");
      long own = byId ? company.id() : company.modified().toEpochMilli();
      int order = Long.compare(own, filter.path("value").asLong());
      boolean matches =
          switch (filter.path("operator").asText()) {
            case "GTE" -> order >= 0;
            case "GT" -> order > 0;
            case "LT" -> order < 0;
            case "EQ" -> order == 0;
            default -> throw new IllegalArgumentException(filter.toString());
          };
      if (!matches) {
        return false;
      }
    }
    return true;
  }

  private static String array(List<Company> page) {
    return page.stream().map(Company::json).collect(Collectors.joining(",", "[", "]"));
  }
}
