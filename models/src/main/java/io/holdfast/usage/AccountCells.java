package io.holdfast.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Folds the events of one source key or user into its cells. */
final class AccountCells {
  static final int EVENT_DAY = 3;
  static final int KNOWN_DAY = 4;
  static final int MILLIONTHS = 5;
  static final int MATCHES = 6;
  static final int WHO = 7;

  private static final int DAY_BITS = 24;
  private static final int DAY_OFFSET = 1 << (DAY_BITS - 1);

  private static final class Cell {
    private final TreeSet<String> who = new TreeSet<>();
    private long n;
    private long millionths;
  }

  private final Map<Long, Cell> cells = new TreeMap<>();
  private final List<MetricPlan> metrics;

  AccountCells(List<MetricPlan> metrics) {
    this.metrics = metrics;
  }

  /** Rows of usage_daily without their batch, days as days since 1970. */
  static Iterator<Row> rows(List<MetricPlan> metrics, Row key, Iterator<Row> events) {
    AccountCells folded = new AccountCells(metrics);
    events.forEachRemaining(folded::add);
    return folded.rows(key).iterator();
  }

  private void add(Row event) {
    long matches = event.getLong(MATCHES);
    long days =
        ((long) (event.getInt(EVENT_DAY) + DAY_OFFSET) << DAY_BITS)
            | (event.getInt(KNOWN_DAY) + DAY_OFFSET);
    List<String> who = event.getList(WHO);
    for (int i = 0; i < metrics.size(); i++) {
      if (((matches >> i) & 1) == 1) {
        Cell cell = cells.computeIfAbsent(((long) i << (2 * DAY_BITS)) | days, key -> new Cell());
        cell.n++;
        cell.millionths = Math.addExact(cell.millionths, event.getLong(MILLIONTHS));
        String distinct = who.get(metrics.get(i).who());
        if (distinct != null) {
          cell.who.add(distinct);
        }
      }
    }
  }

  private List<Row> rows(Row of) {
    List<Row> rows = new ArrayList<>(cells.size());
    cells.forEach(
        (key, cell) ->
            rows.add(
                RowFactory.create(
                    of.getString(0),
                    of.getString(1),
                    of.getString(2),
                    day(key >> DAY_BITS),
                    day(key),
                    metrics.get((int) (key >> (2 * DAY_BITS))).name(),
                    cell.n,
                    BigDecimal.valueOf(cell.millionths, 6),
                    cell.who.toArray(String[]::new))));
    return rows;
  }

  private static int day(long bits) {
    return (int) (bits & ((1 << DAY_BITS) - 1)) - DAY_OFFSET;
  }
}
