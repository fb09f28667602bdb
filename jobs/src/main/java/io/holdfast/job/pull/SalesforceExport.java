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
 * Salesforce's objects by query jobs of its Bulk API 2.0: a job for what was modified in a window
 * of {@code SystemModstamp}, deleted records with it, and its results part by part by their
 * locators. Histories ({@code AccountHistory}) have no such time and never change; theirs is {@code
 * CreatedDate}. A job is kept for seven days; one that is gone is asked anew.
 */
final class SalesforceExport implements ExportStream {
  private static final Duration SLOWEST_POLL = Duration.ofSeconds(30);
  private static final Duration LONGEST_JOB = Duration.ofHours(2);

  /** Kinds of fields that a bulk query refuses. */
  private static final Set<String> REFUSED = Set.of("address", "location", "base64");

  private final Server server;
  private final PullConfig config;
  private final String export;
  private final Instant start;
  private final String modified;
  private List<String> fields;

  SalesforceExport(Server server, PullConfig config, String export, Instant start) {
    this.server = server;
    this.config = config;
    this.export = export;
    this.start = start == null ? Instant.EPOCH : start;
    this.modified = export.endsWith("History") ? "CreatedDate" : "SystemModstamp";
  }

  @Override
  public String suffix() {
    return ".csv.gz";
  }

  @Override
  public String first() {
    return Window.from(start).text();
  }

  /** A window's mark is the job and the locator in it. */
  @Override
  public Page page(String place, Instant cut) {
    Window window = Window.read(place);
    if (window.over(cut)) {
      return Page.empty(place, true, cut);
    }
    try {
      Window asked = window.after() == null ? ask(window, cut) : window;
      return asked.holds(asked.from()) ? part(asked, cut) : Page.empty(place, true, cut);
    } catch (PullException e) {
      if (window.after() == null || !e.gone()) {
        throw e;
      }
      return Page.empty(Window.from(window.from()).text(), false, cut);
    }
  }

  private Window ask(Window window, Instant cut) {
    Answer<JsonNode> limits = server.get(path("/limits"), Map.of());
    Window bounded = window.until(limits.until(cut));
    if (!bounded.holds(bounded.from())) {
      return bounded;
    }
    ObjectNode job =
        Json.object()
            .put("operation", "queryAll")
            .put("contentType", "CSV")
            .put("columnDelimiter", "COMMA")
            .put("lineEnding", "LF")
            .put("query", query(bounded));
    String id = server.post(path("/jobs/query"), job).body().path("id").asText();
    complete(id);
    return bounded.after(id);
  }

  private String query(Window window) {
    return "SELECT %s FROM %s WHERE %s >= %s AND %s < %s"
        .formatted(
            String.join(", ", fields()), export, modified, window.from(), modified, window.until());
  }

  private void complete(String job) {
    Duration waited = Duration.ZERO;
    Duration rest = Duration.ofSeconds(1);
    while (waited.compareTo(LONGEST_JOB) < 0) {
      JsonNode state = server.get(path("/jobs/query/" + job), Map.of()).body();
      switch (state.path("state").asText()) {
        case "JobComplete" -> {
          return;
        }
        case "Failed", "Aborted" ->
            throw new PullException(
                "%s: the query job %s ended as %s: %s"
                    .formatted(
                        export,
                        job,
                        state.path("state").asText(),
                        state.path("errorMessage").asText("Salesforce does not say why")));
        default -> server.waiting().pause(rest);
      }
      waited = waited.plus(rest);
      rest = rest.multipliedBy(2).compareTo(SLOWEST_POLL) < 0 ? rest.multipliedBy(2) : SLOWEST_POLL;
    }
    throw new PullException(
        "%s: the query job %s is not complete after %d minutes; run the same command later"
            .formatted(export, job, LONGEST_JOB.toMinutes()));
  }

  private Page part(Window window, Instant cut) {
    String[] mark = window.after().split(" ", 2);
    Map<String, String> query = new LinkedHashMap<>();
    if (mark.length == 2) {
      query.put("locator", mark[1]);
    }
    query.put("maxRecords", String.valueOf(config.page()));
    Answer<SalesforceCsv> answer =
        server.get(path("/jobs/query/%s/results".formatted(mark[0])), query, SalesforceCsv::read);
    SalesforceCsv csv = answer.body().under(fields(), modified);
    answer
        .headers()
        .firstValue("Sforce-NumberOfRecords")
        .filter(told -> Long.parseLong(told) != csv.rows().size())
        .ifPresent(
            told -> {
              throw new PullException(
                  "%s: a part of job %s holds %d records, Salesforce says %s; run the same command again"
                      .formatted(export, mark[0], csv.rows().size(), told));
            });
    List<Item> items = csv.items(modified);
    String locator = answer.headers().firstValue("Sforce-Locator").orElse("null");
    return locator.equals("null")
        ? new Page(csv.header(), items, window.next().text(), true, cut)
        : new Page(csv.header(), items, window.after(mark[0] + " " + locator).text(), false, cut);
  }

  private String path(String below) {
    return "/services/data/v%s%s".formatted(config.version(), below);
  }

  /** Those that were chosen, or all that a bulk query gives; always what a version needs. */
  private List<String> fields() {
    if (fields == null) {
      List<String> names = new ArrayList<>(config.exports().get(export).fields());
      if (names.isEmpty()) {
        JsonNode described =
            server.get(path("/sobjects/%s/describe".formatted(export)), Map.of()).body();
        for (JsonNode field : described.path("fields")) {
          if (!REFUSED.contains(field.path("type").asText())) {
            names.add(field.path("name").asText());
          }
        }
      }
      for (String needed : List.of("Id", modified, "IsDeleted")) {
        if (!names.contains(needed)) {
          names.add(needed);
        }
      }
      fields = List.copyOf(names);
    }
    return fields;
  }
}
