package io.holdfast.job.step;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.StructField;

/** Counts snapshots from raw rows in DuckDB, one query a day, sharing nothing with the engine. */
final class SnapshotOracle implements AutoCloseable {
  private static final Pattern DAYS_AGO = Pattern.compile("\\$cut_(\\d+)");

  private final Connection duckdb;
  private final String query;

  SnapshotOracle(Path catalogue, RandomHistory history, List<ExchangeRates.Rate> rates)
      throws SQLException, IOException {
    duckdb = DriverManager.getConnection("jdbc:duckdb:");
    query = new OracleSql(catalogue).query();
    run("set timezone = 'UTC'");
    run("set threads = 2");
    String zone = RandomHistory.ZONE.getId();
    run("create macro local_day(t) as timezone('%s', t)::date".formatted(zone));
    run("create macro end_of(day) as timezone('%s', (day + 1)::timestamp)".formatted(zone));
    run(
        "create macro day_of(t) as"
            + " case when typeof(t) = 'DATE' then t::date else local_day(t::timestamptz) end");
    run("create macro unix_seconds(t) as epoch(t)::bigint");
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

  private void load(Table table, List<Object[]> rows) throws SQLException {
    StringBuilder columns = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (StructField field : RandomHistory.schema(table).fields()) {
      String type =
          switch (field.dataType().simpleString()) {
            case "timestamp" -> "timestamptz";
            case "map<string,string>", "array<string>" -> "varchar";
            case "string" -> "varchar";
            default -> field.dataType().simpleString();
          };
      columns.append(columns.isEmpty() ? "" : ", ").append(field.name()).append(" ").append(type);
      marks.append(marks.isEmpty() ? "?" : ", ?");
    }
    run("create table %s (%s)".formatted(table.name(), columns));
    try (PreparedStatement insert =
        duckdb.prepareStatement("insert into %s values (%s)".formatted(table.name(), marks))) {
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(
              i + 1,
              row[i] instanceof Timestamp t ? t.toInstant().atOffset(ZoneOffset.UTC) : row[i]);
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = duckdb.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Cells of a day by account and column; days as text, numbers as doubles. */
  Map<String, Map<String, Object>> day(LocalDate day) throws SQLException {
    String sql =
        DAYS_AGO
            .matcher(query)
            .replaceAll(found -> cut(day.minusDays(Integer.parseInt(found.group(1)))))
            .replace("$cut", cut(day))
            .replace("$day", "date '%s'".formatted(day));
    Map<String, Map<String, Object>> cells = new TreeMap<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      while (found.next()) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.put(found.getMetaData().getColumnName(i), plain(found.getObject(i)));
        }
        cells.put(found.getString("account_id"), row);
      }
    }
    return cells;
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
