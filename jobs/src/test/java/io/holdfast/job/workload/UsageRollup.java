package io.holdfast.job.workload;

import io.holdfast.table.Catalogue;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The usage features of the workload's events as somebody would compute them in DuckDB: a table of
 * daily cells, and one query over it for any number of days. It shares nothing with the engine.
 */
final class UsageRollup implements AutoCloseable {
  private static final Set<Measure> MEASURES =
      EnumSet.of(Measure.COUNT, Measure.SUM, Measure.DISTINCT, Measure.DAYS_ACTIVE, Measure.GAP);

  private final Connection duckdb;
  private final Catalogue catalogue;
  private final String events;

  /** Reads the events of a landing folder; two threads, as many as Spark has. */
  UsageRollup(Catalogue catalogue, Path landing) throws SQLException {
    this.catalogue = catalogue;
    this.events = landing.resolve("product/events/*.parquet").toString();
    this.duckdb = DriverManager.getConnection("jdbc:duckdb:");
    run("set threads = 2");
    run("set preserve_insertion_order = false");
    run("set memory_limit = '10GB'");
    run("set temp_directory = '%s'".formatted(landing.resolveSibling("duckdb")));
  }

  void run(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }

  double number(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getDouble(1);
    }
  }

  /** Features of usage that it computes: the plain measures, not over licences or against peers. */
  Map<String, FeatureDefinition> features() {
    Map<String, FeatureDefinition> features = new java.util.LinkedHashMap<>(catalogue.features());
    features
        .values()
        .removeIf(
            f ->
                !f.ofCell()
                    || f.per() != null
                    || f.atLeast() != null
                    || f.withPeers()
                    || f.users() != null
                    || !MEASURES.contains(f.measure()));
    return features;
  }

  /** Daily cells of all metrics, each event counted once, as first known. */
  void rollUp() throws SQLException {
    String metrics =
        catalogue.cells().entrySet().stream()
            .map(
                cell ->
                    """
                    select '%s' as metric, workspace, event_day, known_day, count(*) as n,
                      sum(quantity) as total, list(distinct %s) as users
                    from once where %s group by all"""
                        .formatted(
                            cell.getKey(),
                            cell.getValue().distinct().equals("user_key")
                                ? "\"user\""
                                : cell.getValue().distinct(),
                            cell.getValue().where()))
            .collect(Collectors.joining(" union all "));
    run(
        """
        create or replace table cells as
        with once as (
          select id, any_value(workspace) as workspace, any_value("user") as "user",
            any_value(event) as event, any_value(quantity) as quantity,
            any_value(happened)::date as event_day, min(received)::date as known_day
          from '%s' group by id)
        %s"""
            .formatted(events, metrics));
  }

  /** The features of every workspace with usage on the days, into a Parquet file. */
  void features(List<LocalDate> days, Path file) throws SQLException {
    run("copy (%s) to '%s' (format parquet, compression zstd)".formatted(query(days), file));
  }

  /** The sum of all features over all workspaces and days. */
  double sum(List<LocalDate> days) throws SQLException {
    String sums =
        features().keySet().stream()
            .map(name -> "coalesce(sum(%s), 0)".formatted(name))
            .collect(Collectors.joining(" + "));
    return number("select %s from (%s)".formatted(sums, query(days)));
  }

  private String query(List<LocalDate> days) {
    String asked = days.stream().map("(date '%s')"::formatted).collect(Collectors.joining(", "));
    String counted = columns(false);
    String distinct = columns(true);
    return """
        with d(as_of) as (values %s),
        s as (
          select as_of, metric, min(event_day) as start from cells join d on known_day <= as_of
          group by all),
        starts as (select as_of, map(list(metric), list(start)) as starts from s group by as_of),
        c as (
          select as_of, workspace, metric, event_day, n, total
          from cells join d on event_day <= as_of and known_day <= as_of),
        counted as (
          select as_of, workspace, %s from c join starts using (as_of) group by as_of, workspace),
        u as (
          select as_of, workspace, metric, event_day, unnest(users) as who
          from cells join d on event_day <= as_of and known_day <= as_of),
        told as (
          select as_of, workspace, %s from u join starts using (as_of) group by as_of, workspace)
        select * from counted left join told using (as_of, workspace)"""
        .formatted(asked, counted, distinct);
  }

  private String columns(boolean distinct) {
    return features().entrySet().stream()
        .filter(f -> (f.getValue().measure() == Measure.DISTINCT) == distinct)
        .map(f -> column(f.getValue()) + " as " + f.getKey())
        .collect(Collectors.joining(",\n"));
  }

  private static String column(FeatureDefinition feature) {
    String mine = "metric = '%s'".formatted(feature.of());
    String start = "any_value(starts['%s'])".formatted(feature.of());
    if (feature.measure() == Measure.GAP) {
      return "date_diff('day', max(event_day) filter (%s), any_value(as_of))".formatted(mine);
    }
    int window = feature.window();
    int shift = feature.shift();
    String now = windowed(feature, mine, window - 1, 0);
    String known = "%s <= any_value(as_of) - %d".formatted(start, window - 1 + shift);
    if (shift == 0) {
      return "case when %s then %s end".formatted(known, now);
    }
    String before = windowed(feature, mine, window - 1 + shift, shift);
    String own =
        "min(event_day) filter (%s) <= any_value(as_of) - %d".formatted(mine, window - 1 + shift);
    return "case when %s and %s and %s <> 0 then round(%s::double / %s, 6) end"
        .formatted(known, own, before, now, before);
  }

  private static String windowed(FeatureDefinition feature, String mine, int from, int to) {
    String figure =
        switch (feature.measure()) {
          case SUM -> "sum(total)";
          case DAYS_ACTIVE -> "count(distinct event_day)";
          case DISTINCT -> "count(distinct who)";
          default -> "sum(n)";
        };
    return "coalesce(%s filter (%s and event_day between as_of - %d and as_of - %d), 0)"
        .formatted(figure, mine, from, to);
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }
}
