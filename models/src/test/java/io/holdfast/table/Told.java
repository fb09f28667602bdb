package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.AsOf;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A version of a record; what it does not speak of is null. Days count from {@link #FIRST}. */
record Told(
    int event,
    int known,
    String version,
    boolean deleted,
    List<String> states,
    String status,
    Long amount,
    Map<String, String> attributes) {
  static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
  static final StructType SCHEMA =
      new StructType()
          .add("source", Table.STRING)
          .add("source_key", Table.STRING)
          .add("event_time", Table.TIME)
          .add("known_at", Table.TIME)
          .add("version", Table.STRING)
          .add("deleted", Table.FLAG)
          .add("attributes", Table.ATTRIBUTES)
          .add("states", Table.STRINGS)
          .add("status", Table.STRING)
          .add("amount", Table.COUNT)
          .add("file", Table.STRING);

  static AsOf day(int day) {
    return new AsOf(FIRST.plusDays(day), ZoneOffset.UTC);
  }

  static Told whole(int known, String version, String status, Long amount) {
    return new Told(0, known, version, false, null, status, amount, Map.of("tier", "basic"));
  }

  static Told part(int known, String version, String column, Object value) {
    return new Told(
        known,
        known,
        version,
        false,
        List.of(column),
        column.equals("status") ? (String) value : null,
        column.equals("amount") ? (Long) value : null,
        column.startsWith("attributes.") && value != null
            ? Map.of(column.substring(11), (String) value)
            : Map.of());
  }

  boolean speaks(String column) {
    return states == null || states.contains(column);
  }

  Row row(String key, String file) {
    return RowFactory.create(
        "crm",
        key,
        time(event),
        time(known),
        version,
        deleted,
        attributes,
        states == null ? null : states.toArray(String[]::new),
        status,
        amount,
        file);
  }

  private static Timestamp time(int day) {
    return Timestamp.from(FIRST.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  static String text(int event, String status, Long amount, Map<String, String> custom) {
    return event + " " + status + " " + amount + " " + (custom.isEmpty() ? null : custom);
  }

  static Map<String, String> asOf(Dataset<Row> rows, int day) {
    return text(Versions.asOf(rows, day(day)));
  }

  static Map<String, String> text(Dataset<Row> rows) {
    Map<String, String> all = new TreeMap<>();
    for (Row row : rows.collectAsList()) {
      long event =
          Duration.between(
                  FIRST.atStartOfDay().toInstant(ZoneOffset.UTC),
                  row.<Timestamp>getAs("event_time").toInstant())
              .toDays();
      Map<String, String> custom =
          row.isNullAt(row.fieldIndex("attributes"))
              ? Map.of()
              : row.getJavaMap(row.fieldIndex("attributes"));
      String before =
          all.put(
              row.getAs("source_key"),
              text((int) event, row.getAs("status"), row.getAs("amount"), new TreeMap<>(custom)));
      assertThat(before).isNull();
    }
    return all;
  }

  static Dataset<Row> rows(Map<String, List<Told>> delivered) {
    List<Row> rows = new ArrayList<>();
    delivered.forEach(
        (key, versions) -> {
          for (int i = 0; i < versions.size(); i++) {
            rows.add(versions.get(i).row(key, "f" + i));
          }
        });
    return TestSpark.session().createDataFrame(rows, SCHEMA);
  }
}
