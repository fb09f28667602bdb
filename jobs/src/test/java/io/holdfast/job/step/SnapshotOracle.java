package io.holdfast.job.step;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;

/** Counts snapshots from raw rows in DuckDB, day by day, sharing nothing with the engine. */
final class SnapshotOracle implements AutoCloseable {
  private static final Pattern DAYS_AGO = Pattern.compile("\\$cut_(\\d+)");

  private final Connection duckdb;
  private final String statements;
  private final Set<String> features;

  SnapshotOracle(Path catalogue, RandomHistory history, List<ExchangeRates.Rate> rates)
      throws SQLException, IOException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    OracleSql sql = new OracleSql(catalogue);
    statements = sql.statements();
    features = sql.names();
    run("set timezone = 'UTC'");
    run("set threads = 2");
    String zone = RandomHistory.ZONE.getId();
    run("create macro local_day(t) as timezone('%s', t)::date".formatted(zone));
    run("create macro end_of(day) as timezone('%s', (day + 1)::timestamp)".formatted(zone));
    run(
        "create macro day_of(t) as"
            + " case when typeof(t) = 'DATE' then t::date else local_day(t::timestamptz) end");
    run("create macro try_to_timestamp(t) as try_cast(t as timestamptz)");
    run("create macro unix_seconds(t) as floor(epoch(t))::bigint");
    for (Map.Entry<Table, List<Object[]>> entry : history.rows().entrySet()) {
      load(entry.getKey(), entry.getValue());
    }
    run(
        "create view link as select source, source_key as account_key, account_id from account_link");
    run("create table rates (from_day date, currency varchar, rate decimal(18, 6))");
    run("insert into rates values (date '2000-01-01', 'USD', 1)");
    for (ExchangeRates.Rate rate : rates) {
      run(
          "insert into rates values (date '%s', '%s', %s)"
              .formatted(rate.from(), rate.currency(), rate.rate()));
    }
  }

  private void load(Table table, List<Object[]> rows) throws SQLException, IOException {
    StringBuilder columns = new StringBuilder();
    for (StructField field : RandomHistory.schema(table).fields()) {
      String type =
          switch (field.dataType().simpleString()) {
            case "timestamp" -> "timestamptz";
            case "map<string,string>" -> "map(varchar, varchar)";
            case "array<string>" -> "varchar";
            case "string" -> "varchar";
            default -> field.dataType().simpleString();
          };
      columns.append(columns.isEmpty() ? "" : ", ").append(field.name()).append(" ").append(type);
    }
    run("create table %s (%s)".formatted(table.name(), columns));
    Path file = Files.createTempFile(table.name(), ".csv");
    try {
      Files.write(file, rows.stream().map(SnapshotOracle::line).toList());
      run("copy %s from '%s' (format csv, header false)".formatted(table.name(), file));
    } finally {
      Files.delete(file);
    }
  }

  private static String line(Object[] row) {
    return Arrays.stream(row)
        .map(value -> value instanceof Timestamp time ? time.toInstant() : value)
        .map(value -> value == null ? "" : "\"" + value + "\"")
        .collect(Collectors.joining(","));
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Cells of a day by account and column; days as text, numbers as doubles. */
  Map<String, Map<String, Object>> day(LocalDate day) throws SQLException {
    run(
        DAYS_AGO
            .matcher(statements)
            .replaceAll(found -> cut(day.minusDays(Integer.parseInt(found.group(1)))))
            .replace("$cut", cut(day))
            .replace("$day", "date '%s'".formatted(day)));
    Map<String, Map<String, Object>> cells = new TreeMap<>();
    read("select * from fixed", cells);
    for (String feature : features) {
      read("select account_id, value as %1$s from f_%1$s".formatted(feature), cells);
    }
    return cells;
  }

  private void read(String query, Map<String, Map<String, Object>> cells) throws SQLException {
    try (Statement statement = duckdb.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        Map<String, Object> row =
            cells.computeIfAbsent(found.getString("account_id"), account -> new HashMap<>());
        for (int i = 1; i <= columns; i++) {
          row.put(found.getMetaData().getColumnName(i), plain(found.getObject(i)));
        }
      }
    }
  }

  private static String cut(LocalDate day) {
    return "timestamptz '%s'"
        .formatted(day.plusDays(1).atStartOfDay(RandomHistory.ZONE).toInstant());
  }

  /** A value that both engines give alike. */
  static Object plain(Object value) {
    return value instanceof Number number
        ? (Object) number.doubleValue()
        : value instanceof LocalDate || value instanceof java.sql.Date ? value.toString() : value;
  }

  @Override
  public void close() throws SQLException {
    duckdb.close();
  }
}
