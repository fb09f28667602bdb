package io.holdfast.usage;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Folds events into the cells of their source keys or users. */
final class AccountCells {
  static final int ACCOUNT_KEY = 0;
  static final int USER_KEY = 1;
  static final int SOURCE = 2;
  static final int EVENT_DAY = 3;
  static final int KNOWN_DAY = 4;
  static final int MILLIONTHS = 5;
  static final int MATCHES = 6;
  static final int WHO = 7;

  private record Key(String account, String user, String source) {}

  private final List<MetricPlan> metrics;
  private final Map<Key, List<Cells>> keys = new HashMap<>();

  AccountCells(List<MetricPlan> metrics) {
    this.metrics = metrics;
  }

  /** Rows of usage_daily without their batch, of all the source keys and users of some events. */
  static Iterator<Row> rows(List<MetricPlan> metrics, Iterator<Row> events) {
    AccountCells folded = new AccountCells(metrics);
    events.forEachRemaining(folded::add);
    return folded.keys.entrySet().stream()
        .flatMap(key -> folded.rows(key.getKey(), key.getValue()))
        .iterator();
  }

  private Stream<Row> rows(Key key, List<Cells> cells) {
    return IntStream.range(0, metrics.size())
        .filter(i -> !cells.get(i).isEmpty())
        .mapToObj(
            i ->
                cells
                    .get(i)
                    .row(
                        key.source(),
                        key.account(),
                        key.user(),
                        metrics.get(i).name(),
                        metrics.get(i).hash()));
  }

  private void add(Row event) {
    Key key =
        new Key(event.getString(ACCOUNT_KEY), event.getString(USER_KEY), event.getString(SOURCE));
    List<Cells> cells =
        keys.computeIfAbsent(key, k -> Stream.generate(Cells::new).limit(metrics.size()).toList());
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
