package io.holdfast.conform;

import io.holdfast.table.Entity;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What becomes of records under a mapping, in texts that tests can compare. */
final class Outcomes {

  /** Some columns of the rows that records give a table. */
  static List<String> values(NamedExport export, Table table, String columns, String... records) {
    return values(ZoneOffset.UTC, export, table, columns, records);
  }

  /** The same, where the company is in a zone. */
  static List<String> values(
      ZoneId zone, NamedExport export, Table table, String columns, String... records) {
    Conforming conforming = new Conforming(export, zone);
    return table
        .conform(conforming.entities(conforming.evaluate(raw(records)), table))
        .collectAsList()
        .stream()
        .map(
            row ->
                List.of(columns.split(" ")).stream()
                    .map(name -> text(row, name))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static String text(Row row, String name) {
    int index = row.fieldIndex(name);
    if (row.isNullAt(index)) {
      return "null";
    }
    return switch (name) {
      case Entity.STATES -> row.<String>getList(index).toString().replace(", ", ",");
      case Entity.CUSTOM ->
          new java.util.TreeMap<>(row.<String, String>getJavaMap(index)).toString();
      default ->
          row.get(index) instanceof Timestamp time
              ? time.toInstant().toString()
              : row.get(index).toString();
    };
  }

  /** What the load of records counts. */
  static String counts(NamedExport export, String... records) {
    Conforming conforming = new Conforming(export, ZoneOffset.UTC);
    Dataset<Row> counted =
        conforming.evaluate(raw(records)).select(conforming.counts().toArray(Column[]::new));
    Row row = counted.first();
    List<String> all = new ArrayList<>();
    for (String name : counted.columns()) {
      all.add(name + "=" + row.getAs(name));
    }
    return String.join(" ", all);
  }

  /** Why records are rejected, by their number. */
  static List<String> reasons(NamedExport export, String... records) {
    Conforming conforming = new Conforming(export, ZoneOffset.UTC);
    return conforming.rejects(conforming.evaluate(raw(records))).collectAsList().stream()
        .map(row -> row.get(3) + " " + row.get(5) + " " + row.get(6))
        .toList();
  }

  static Dataset<Row> raw(String... records) {
    List<Row> rows = new ArrayList<>();
    for (String record : records) {
      String json = record.replace("\\'", "\\\"").replace('\'', '"').replace("\\\"", "\u0000");
      rows.add(
          RowFactory.create(
              "f.csv",
              rows.size() + 1L,
              "b",
              Date.valueOf("2024-12-31"),
              json.replace("\u0000", "\\\"")));
    }
    return TestSpark.session().createDataFrame(rows, RawRecord.of("crm", "things").schema());
  }

  private Outcomes() {}
}
