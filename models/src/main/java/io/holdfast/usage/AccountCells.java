package io.holdfast.usage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Folds the events of one source key or user into its cells. */
final class AccountCells {
  static final int ACCOUNT_KEY = 0;
  static final int USER_KEY = 1;
  static final int SOURCE = 2;
  static final int EVENT_DAY = 3;
  static final int KNOWN_DAY = 4;
  static final int MILLIONTHS = 5;
  static final int MATCHES = 6;
  static final int WHO = 7;

  /** Rows of usage_daily without their batch. */
  static Iterator<Row> rows(List<MetricPlan> metrics, Row key, Iterator<Row> events) {
    List<Cells> cells = Stream.generate(Cells::new).limit(metrics.size()).toList();
    events.forEachRemaining(event -> add(metrics, cells, event));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < metrics.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        MetricPlan metric = metrics.get(i);
        rows.add(
            cells
                .get(i)
                .row(
                    key.get(SOURCE),
                    key.get(ACCOUNT_KEY),
                    key.get(USER_KEY),
                    metric.name(),
                    metric.hash()));
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

  private AccountCells() {}
}
