package io.holdfast.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Folds the events of one source key into its cells. */
final class AccountCells {
  static final int SOURCE_KEY = 2;
  static final int KNOWN_AT = 3;
  static final int VERSION = 4;
  static final int EVENT_TIME = 5;
  static final int EVENT_DAY = 6;
  static final int KNOWN_DAY = 7;
  static final int MILLIONTHS = 8;
  static final int MATCHES = 9;
  static final int WHO = 10;

  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /** The version of an event that was known first; what it says breaks ties. */
  private static final Comparator<Row> FIRST =
      Comparator.comparingLong((Row row) -> row.getLong(KNOWN_AT))
          .thenComparing(row -> row.getString(VERSION), NULLS_FIRST)
          .thenComparingLong(row -> row.getLong(EVENT_TIME))
          .thenComparingLong(row -> row.getLong(MILLIONTHS))
          .thenComparingLong(row -> row.getLong(MATCHES))
          .thenComparing(row -> Objects.toString(row.getList(WHO)));

  private AccountCells() {}

  /** Rows of usage_daily without their batch. */
  static Iterator<Row> rows(List<MetricPlan> metrics, Row key, Iterator<Row> events) {
    Map<String, Row> once = new HashMap<>();
    events.forEachRemaining(
        event ->
            once.merge(
                event.getString(SOURCE_KEY), event, (a, b) -> FIRST.compare(b, a) < 0 ? b : a));
    List<Cells> cells = Stream.generate(Cells::new).limit(metrics.size()).toList();
    once.values().forEach(event -> add(metrics, cells, event));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        MetricPlan metric = metrics.get(i);
        rows.add(
            cells.get(i).row(key.getString(1), key.getString(0), metric.name(), metric.hash()));
      }
    }
    return rows.iterator();
  }

  private static void add(List<MetricPlan> metrics, List<Cells> cells, Row event) {
    long matches = event.getLong(MATCHES);
    List<String> who = event.getList(WHO);
    for (int i = 0; i < metrics.size(); i++) {
      if (((matches >> i) & 1) == 1) {
        cells
            .get(i)
            .add(
                event.getInt(EVENT_DAY),
                event.getInt(KNOWN_DAY),
                1,
                event.getLong(MILLIONTHS),
                who.get(metrics.get(i).who()));
      }
    }
  }
}
