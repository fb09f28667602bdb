package io.holdfast.propensity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.holdfast.table.Customer360;
import io.holdfast.table.OutcomeLabel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Labelled snapshots of all outcomes, in one sorted partition so that nothing trained on them
 * depends on how they were spread, and beside it the same rows in memory.
 */
final class TrainingFrame implements AutoCloseable {
  static final String DAY = "day";
  static final String LABEL = "label";
  static final String RAW = "raw";

  private static final String ACCOUNT = "account";
  private static final long BUCKETS = 1_000_000;

  /** Rows beyond which a fixed sample of them trains: more would cost hours, not add accuracy. */
  private static final long MOST_ROWS = 400_000;

  final List<String> features;
  private final Dataset<Row> rows;
  private final List<String> outcomes;
  private final int[] day;
  private final int[] account;
  private final double[][] labels;
  private final List<double[]> raw;

  private TrainingFrame(List<String> features, Dataset<Row> rows, List<String> outcomes) {
    this.features = features;
    this.rows = rows;
    this.outcomes = outcomes;
    List<Row> collected = rows.collectAsList();
    int n = collected.size();
    this.day = new int[n];
    this.account = new int[n];
    this.labels = new double[outcomes.size()][n];
    this.raw = new ArrayList<>(n);
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < n; i++) {
      Row row = collected.get(i);
      day[i] = row.getInt(0);
      account[i] = numbers.computeIfAbsent(row.getString(1), name -> numbers.size());
      raw.add(((Vector) row.get(2)).toArray());
      for (int o = 0; o < labels.length; o++) {
        labels[o][i] = row.isNullAt(3 + o) ? Double.NaN : row.getDouble(3 + o);
      }
    }
  }

  /**
   * Snapshots before a day that are at risk and labelled for any of the outcomes.
   *
   * @param features see {@link FeatureColumns#training}
   */
  static TrainingFrame of(
      Dataset<Row> customer360,
      Dataset<Row> outcome,
      List<String> features,
      List<String> outcomes,
      LocalDate before) {
    Dataset<Row> labelled = labelled(outcome, outcomes, before);
    long count = labelled.count();
    if (count > MOST_ROWS) {
      long kept = BUCKETS * MOST_ROWS / count;
      labelled =
          labelled.filter(
              pmod(xxhash64(col(OutcomeLabel.ACCOUNT_ID), col(OutcomeLabel.AS_OF)), lit(BUCKETS))
                  .lt(kept));
    }
    List<org.apache.spark.sql.Column> columns = new ArrayList<>();
    columns.add(unix_date(col(Customer360.AS_OF)).as(DAY));
    columns.add(col(Customer360.ACCOUNT_ID).as(ACCOUNT));
    columns.add(FeatureColumns.vector(customer360.schema(), features).as(RAW));
    IntStream.range(0, outcomes.size()).forEach(o -> columns.add(col(LABEL + o)));
    Dataset<Row> rows =
        customer360
            .join(
                labelled.withColumnRenamed(OutcomeLabel.AS_OF, Customer360.AS_OF),
                new String[] {Customer360.AS_OF, Customer360.ACCOUNT_ID})
            .select(columns.toArray(org.apache.spark.sql.Column[]::new))
            .repartition(1)
            .sortWithinPartitions(DAY, ACCOUNT)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new TrainingFrame(features, rows, outcomes);
  }

  private static Dataset<Row> labelled(
      Dataset<Row> outcome, List<String> outcomes, LocalDate before) {
    org.apache.spark.sql.Column[] labels =
        IntStream.range(0, outcomes.size())
            .mapToObj(
                o ->
                    max(when(
                            col(OutcomeLabel.OUTCOME).equalTo(outcomes.get(o)),
                            col(OutcomeLabel.LABEL)))
                        .as(LABEL + o))
            .toArray(org.apache.spark.sql.Column[]::new);
    return outcome
        .filter(
            coalesce(col(OutcomeLabel.AT_RISK), lit(false))
                .and(col(OutcomeLabel.LABEL).isNotNull())
                .and(col(OutcomeLabel.OUTCOME).isin(outcomes.toArray()))
                .and(col(OutcomeLabel.AS_OF).lt(lit(before))))
        .groupBy(OutcomeLabel.ACCOUNT_ID, OutcomeLabel.AS_OF)
        .agg(labels[0], Arrays.copyOfRange(labels, 1, labels.length));
  }

  /** Rows labelled for an outcome, with scores of zero, and their raw features. */
  Labelled labelled(String outcome) {
    int o = outcomes.indexOf(outcome);
    int[] of = IntStream.range(0, day.length).filter(i -> !Double.isNaN(labels[o][i])).toArray();
    TestedRows tested =
        new TestedRows(
            Arrays.stream(of).map(i -> day[i]).toArray(),
            Arrays.stream(of).map(i -> account[i]).toArray(),
            Arrays.stream(of).mapToDouble(i -> labels[o][i]).toArray(),
            new double[of.length]);
    Dataset<Row> frame =
        rows.filter(col(LABEL + o).isNotNull())
            .select(col(DAY), col(LABEL + o).as(LABEL), col(RAW));
    return new Labelled(tested, Arrays.stream(of).mapToObj(raw::get).toList(), frame);
  }

  /**
   * Labelled rows of one outcome, three times the same.
   *
   * @param rows days, accounts and labels
   * @param raw features
   * @param frame day, label and features
   */
  record Labelled(TestedRows rows, List<double[]> raw, Dataset<Row> frame) {

    /** The rows up to and with an epoch day. */
    Labelled until(int last) {
      return new Labelled(
          rows.on(d -> d <= last), rawOn(d -> d <= last), frame.filter(col(DAY).leq(last)));
    }

    List<double[]> rawOn(java.util.function.IntPredicate wanted) {
      return IntStream.range(0, rows.size())
          .filter(i -> wanted.test(rows.day[i]))
          .mapToObj(raw::get)
          .toList();
    }
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
