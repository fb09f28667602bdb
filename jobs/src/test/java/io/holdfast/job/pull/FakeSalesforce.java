package io.holdfast.job.pull;

import io.holdfast.job.pull.Vendors.Reply;
import io.holdfast.job.pull.Vendors.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Salesforce's tokens and query jobs; a token is good for so many requests, a job polled twice. */
public final class FakeSalesforce implements Function<Request, Reply> {
  private static final Pattern QUERY =
      Pattern.compile("SELECT (.*) FROM (\\w+) WHERE (\\w+) >= (\\S+) AND \\3 < (\\S+)");

  private final Map<String, Map<String, String[]>> rows = new TreeMap<>();
  private final Map<String, List<String>> jobs = new LinkedHashMap<>();
  private final List<String> polled = new ArrayList<>();
  private int tokens;
  private int uses;
  private boolean headless;

  /** Creates or changes an account. */
  public FakeSalesforce put(String object, String id, Instant modified, String name) {
    rows.computeIfAbsent(object, o -> new TreeMap<>())
        .put(id, new String[] {id, name, modified.toString(), "false"});
    return this;
  }

  public FakeSalesforce tokenUses(int number) {
    uses = number;
    return this;
  }

  FakeSalesforce forgetJobs() {
    jobs.clear();
    return this;
  }

  /** Only the first part of a result has the names of the columns. */
  FakeSalesforce headless() {
    headless = true;
    return this;
  }

  @Override
  public Reply apply(Request request) {
    if (request.path().equals("/services/oauth2/token")) {
      tokens++;
      return Reply.json("{\"access_token\":\"t%d\",\"token_type\":\"Bearer\"}".formatted(tokens));
    }
    String token = request.headers().get("authorization");
    if (!("Bearer t" + tokens).equals(token) || uses-- == 0) {
      return new Reply(
          401,
          Map.of(),
          "[{\"errorCode\":\"INVALID_SESSION_ID\",\"message\":\"Session expired\"}]");
    }
    String path = request.path().replaceFirst("/services/data/v[0-9.]+", "");
    if (path.endsWith("/describe")) {
      return Reply.json(
          ("{\"fields\":[{\"name\":\"Id\",\"type\":\"id\"},{\"name\":\"Name\",\"type\":\"string\"},"
                  + "{\"name\":\"BillingAddress\",\"type\":\"address\"},"
                  + "{\"name\":\"%s\",\"type\":\"datetime\"},{\"name\":\"IsDeleted\",\"type\":\"boolean\"}]}")
              .formatted(modified(path.split("/", -1)[2])));
    }
    if (path.equals("/limits")) {
      return Reply.json("{\"DailyApiRequests\":{\"Max\":15000,\"Remaining\":14998}}");
    }
    String[] parts = path.split("/", -1);
    if (parts.length == 3) {
      return Reply.json("{\"id\":\"%s\",\"state\":\"UploadComplete\"}".formatted(create(request)));
    }
    if (!jobs.containsKey(parts[3])) {
      return new Reply(
          404, Map.of(), "[{\"errorCode\":\"NOT_FOUND\",\"message\":\"no such job\"}]");
    }
    if (parts.length == 4) {
      boolean ready = polled.contains(parts[3]);
      polled.add(parts[3]);
      return Reply.json(
          "{\"id\":\"%s\",\"state\":\"%s\"}"
              .formatted(parts[3], ready ? "JobComplete" : "InProgress"));
    }
    return results(jobs.get(parts[3]), request.query());
  }

  private String create(Request request) {
    Matcher query = QUERY.matcher(Json.parse(request.body()).path("query").asText());
    if (!query.matches()) {
      throw new IllegalArgumentException(request.body());
    }
    List<String> lines = new ArrayList<>();
    rows.getOrDefault(query.group(2), Map.of()).values().stream()
        .filter(row -> !Instant.parse(row[2]).isBefore(Instant.parse(query.group(4))))
        .filter(row -> Instant.parse(row[2]).isBefore(Instant.parse(query.group(5))))
        .forEach(row -> lines.add("\"" + String.join("\",\"", row) + "\""));
    String id = "750%012d".formatted(jobs.size() + polled.size());
    lines.add(0, modified(query.group(2)));
    jobs.put(id, lines);
    return id;
  }

  /** Histories know no other time. */
  private static String modified(String object) {
    return object.endsWith("History") ? "CreatedDate" : "SystemModstamp";
  }

  private Reply results(List<String> job, Map<String, String> query) {
    List<String> lines = job.subList(1, job.size());
    int from = query.containsKey("locator") ? Integer.parseInt(query.get("locator")) : 0;
    int until = Math.min(lines.size(), from + Integer.parseInt(query.get("maxRecords")));
    String header = "\"Id\",\"Name\",\"%s\",\"IsDeleted\"\n".formatted(job.get(0));
    String body = String.join("\n", lines.subList(from, until)) + "\n";
    return new Reply(
        200,
        Map.of(
            "Content-Type",
            "text/csv",
            "Sforce-NumberOfRecords",
            String.valueOf(until - from),
            "Sforce-Locator",
            until < lines.size() ? String.valueOf(until) : "null"),
        from > 0 && headless ? body : header + body);
  }
}
