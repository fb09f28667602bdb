package io.holdfast.job.step;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.Feature;
import io.holdfast.table.Prediction;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds the snapshots of days that no release holds, and gives released ones the columns of new
 * features. Nothing else of a released day changes.
 */
public final class BackfillStep implements Step {
  private static final String[] KEY = {Customer360.AS_OF, Customer360.ACCOUNT_ID};

  /** Population stability index from which on a distribution is another. */
  private static final double FAR = 0.25;

  /** A probability that differs by less is the same to who reads it. */
  private static final double SAME = 0.01;

  private final SnapshotStep snapshot;
  private final PredictStep predict;
  private final List<LocalDate> days;
  private final Set<String> features;

  /**
   * A step over some days.
   *
   * @param days asked for
   * @param features that released days get; none: released days are left alone
   */
  public BackfillStep(
      SnapshotStep snapshot, PredictStep predict, List<LocalDate> days, Set<String> features) {
    this.snapshot = snapshot;
    this.predict = predict;
    this.days = List.copyOf(days);
    this.features = new TreeSet<>(features);
  }

  @Override
  public String name() {
    return "backfill";
  }

  /** What tells this backfill from others. */
  public String wanted() {
    return days + " " + features;
  }

  /**
   * The days of those asked for that are to be built, rising.
   *
   * @throws InvalidArgumentException when a feature is not in the catalogue, or is not the only
   *     thing that is new in it
   */
  public List<LocalDate> missing(StepContext context) {
    Dataset<Row> released = context.lake().released(Customer360.TABLE);
    if (!features.isEmpty()) {
      check(context.lake());
    }
    Set<LocalDate> done =
        days(
            features.isEmpty()
                ? released
                : released.where(
                    col(Customer360.CATALOGUE_HASH).equalTo(snapshot.catalogue().hash())));
    LocalDate last = context.asOf().day();
    return days.stream().filter(day -> !done.contains(day) && !day.isAfter(last)).sorted().toList();
  }

  private void check(Lake lake) {
    Catalogue catalogue = snapshot.catalogue();
    Set<String> computed = catalogue.computed().keySet();
    for (String feature : features) {
      if (!computed.contains(feature)) {
        throw new InvalidArgumentException(
            "--feature %s: metrics.yaml computes no such feature.%s"
                .formatted(feature, Nearest.hint(feature, computed)));
      }
    }
    Map<String, String> released = new HashMap<>();
    lake.released(Feature.TABLE)
        .select(Feature.NAME, Feature.HASH)
        .collectAsList()
        .forEach(row -> released.put(row.getString(0), row.getString(1)));
    Set<String> others = new TreeSet<>(computed);
    others.removeAll(features);
    others.removeIf(name -> catalogue.hash(name).equals(released.get(name)));
    if (!others.isEmpty()) {
      throw new InvalidArgumentException(
          "metrics.yaml computes %s otherwise than the release does; give --feature for %s too, or"
                  .formatted(String.join(", ", others), others.size() == 1 ? "it" : "them")
              + " take the change back until this is done");
    }
  }

  private static Set<LocalDate> days(Dataset<Row> snapshots) {
    Set<LocalDate> days = new TreeSet<>();
    snapshots
        .select(col(Customer360.AS_OF).cast(Table.STRING))
        .distinct()
        .collectAsList()
        .forEach(row -> days.add(LocalDate.parse(row.getString(0))));
    return days;
  }

  @Override
  public StepResult run(StepContext context) {
    List<LocalDate> missing = missing(context);
    Dataset<Row> built = snapshot.over(context, missing);
    Dataset<Row> released = of(context.lake().released(Customer360.TABLE), missing);
    Set<LocalDate> old = days(released);
    Dataset<Row> rows = old.isEmpty() ? built : widened(released, built, old);
    return snapshot
        .write(context, rows)
        .saying(
            "days built: %d, from %s to %s%s"
                .formatted(
                    missing.size(),
                    missing.get(0),
                    missing.get(missing.size() - 1),
                    old.isEmpty()
                        ? ""
                        : "; %d of them released, which get %s"
                            .formatted(old.size(), String.join(", ", features))));
  }

  private static Dataset<Row> of(Dataset<Row> snapshots, List<LocalDate> days) {
    return snapshots.where(col(Customer360.AS_OF).isin(days.toArray()));
  }

  /** Released rows as they are but for the new features; days that were not released whole. */
  private Dataset<Row> widened(Dataset<Row> released, Dataset<Row> built, Set<LocalDate> old) {
    String[] fresh = features.toArray(String[]::new);
    Column[] taken = new Column[KEY.length + fresh.length];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = col(i < KEY.length ? KEY[i] : fresh[i - KEY.length]);
    }
    Dataset<Row> widened =
        released
            .drop(fresh)
            .join(built.select(taken), KEY, "left")
            .withColumn(Customer360.CATALOGUE_HASH, lit(snapshot.catalogue().hash()));
    return widened.unionByName(built.where(not(col(Customer360.AS_OF).isin(old.toArray()))), true);
  }

  /** What the run, once it is done, would change if it were released. */
  public BackfillImpact impact(StepContext context) {
    List<LocalDate> missing = missing(context);
    Dataset<Row> rows = of(context.lake().read(Customer360.TABLE), missing);
    Dataset<Row> released = context.lake().released(Customer360.TABLE);
    List<BackfillImpact.Moved> moved = new ArrayList<>();
    List<BackfillImpact.Moved> added = new ArrayList<>();
    Map<String, Spread> before = spreads(released);
    Map<String, Double> index = new Stability(released, List.copyOf(before.keySet())).of(rows);
    spreads(rows)
        .forEach(
            (feature, now) -> {
              BackfillImpact.Moved told =
                  now.against(
                      feature,
                      before.getOrDefault(feature, Spread.UNKNOWN),
                      index.getOrDefault(feature, Double.NaN));
              if (features.contains(feature)) {
                added.add(told);
              } else if (told.stability() > FAR) {
                moved.add(told);
              }
            });
    moved.sort(Comparator.comparingDouble(BackfillImpact.Moved::stability).reversed());
    boolean isScored = missing.contains(context.asOf().day());
    Dataset<Row> scores = context.lake().released(Prediction.TABLE);
    Dataset<Row> today = scores.where(col(Prediction.AS_OF).equalTo(lit(context.asOf().day())));
    return new BackfillImpact(
        missing,
        rows.count(),
        moved,
        added,
        isScored ? changed(context, today) : 0,
        isScored ? today.count() : 0);
  }

  private long changed(StepContext context, Dataset<Row> released) {
    String[] key = {Prediction.ACCOUNT_ID, Prediction.OUTCOME};
    Dataset<Row> before =
        released.select(col(key[0]), col(key[1]), col(Prediction.PROBABILITY).as("before"));
    return predict
        .predictions(context)
        .join(before, key, "full")
        .where(
            not(col(Prediction.PROBABILITY).eqNullSafe(col("before")))
                .and(
                    col(Prediction.PROBABILITY)
                        .isNull()
                        .or(col("before").isNull())
                        .or(abs(col(Prediction.PROBABILITY).minus(col("before"))).gt(SAME))))
        .count();
  }

  private record Spread(double known, double mean) {
    static final Spread UNKNOWN = new Spread(0, Double.NaN);

    BackfillImpact.Moved against(String feature, Spread before, double stability) {
      return new BackfillImpact.Moved(feature, stability, known, mean, before.known, before.mean);
    }
  }

  /** How each numeric feature lies over some rows. */
  private Map<String, Spread> spreads(Dataset<Row> rows) {
    Set<String> there = Set.of(rows.columns());
    List<String> names =
        snapshot.catalogue().computed().entrySet().stream()
            .filter(feature -> !feature.getValue().text() && there.contains(feature.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      columns.add(count(col(name)).cast("double"));
      columns.add(avg(col(name)));
    }
    Row row = rows.agg(count(lit(1)).cast("double"), columns.toArray(Column[]::new)).first();
    Map<String, Spread> spreads = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      double known = row.getDouble(0) == 0 ? 0 : row.getDouble(1 + 2 * i) / row.getDouble(0);
      spreads.put(names.get(i), new Spread(known, number(row, 2 + 2 * i)));
    }
    return spreads;
  }

  private static double number(Row row, int at) {
    return row.isNullAt(at) ? Double.NaN : row.getDouble(at);
  }
}
