package io.holdfast.job.workload;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.job.step.WithRoles;
import io.holdfast.money.ExchangeRates;
import io.holdfast.snapshot.Coverage;
import io.holdfast.snapshot.SnapshotInputs;
import io.holdfast.snapshot.SnapshotParams;
import io.holdfast.snapshot.Snapshots;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.Entity;
import io.holdfast.table.SupportHours;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Ticket;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import io.holdfast.time.BusinessHours;
import io.holdfast.usage.DailyCells;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/**
 * The engine beside DuckDB, over the lake that {@code bench/snapshots} leaves: alternating runs,
 * medians, the same figures.
 */
class SnapshotBench {
  private static final Path HOME = Path.of("../.holdfast/snapshots").toAbsolutePath().normalize();
  private static final LocalDate LAST = Workload.FIRST.plusDays(Workload.DAYS - 1L);
  private static final List<LocalDate> ONE = List.of(LAST);
  private static final int COMPARED = 39;

  /** Percent by which sums of rounded ratios may differ. */
  private static final double ROUNDED = 1e-7;

  private static final int RUNS = Integer.getInteger("holdfast.runs", 5);

  private static final SupportHours HOURS =
      new SupportHours(List.of(), List.of(), BusinessHours.onWeekdays(ZoneOffset.UTC, 9, 17));

  private final SparkSession spark = TestSpark.session();
  private final Catalogue catalogue =
      new Yaml(new Problems(), name -> null).read(Path.of("../conf/metrics.yaml"), Catalogue.class);

  private Set<String> compared = Set.of();

  private interface Timed {
    double run() throws Exception;
  }

  private UsageRollup open() throws SQLException {
    spark.conf().set("spark.sql.shuffle.partitions", 8);
    IcebergCatalog.register(
        spark,
        Nightly.CATALOG,
        HOME.resolve("lake").toString(),
        "jdbc:sqlite:file:" + HOME.resolve("lake/catalog.db"));
    UsageRollup duckdb = new UsageRollup(catalogue, HOME.resolve("landing"));
    compared = duckdb.features().keySet();
    return duckdb;
  }

  @Test
  void snapshotsFromCells() throws Exception {
    try (UsageRollup duckdb = open()) {
      double rollup = seconds(duckdb::rollUp);
      double cells = duckdb.number("select count(*) from cells");
      print("cells in DuckDB: %.0f, rolled up in %.1f s", cells, rollup);
      compare("1 snapshot", () -> snapshots(usage(), ONE), () -> duckdb.sum(ONE));
      double compared = 0;
      for (int number : new int[] {10, 39, 276}) {
        double[] found = new double[1];
        double ours = seconds(() -> found[0] = snapshots(usage(), days(number)));
        print("%d snapshots: %.1f s", number, ours);
        compared = number == COMPARED ? found[0] : compared;
      }
      double[] found = new double[1];
      double theirs = seconds(() -> found[0] = duckdb.sum(days(COMPARED)));
      print("%d snapshots in DuckDB: %.1f s", COMPARED, theirs);
      assertThat(compared).isCloseTo(found[0], withPercentage(ROUNDED));
    }
  }

  @Test
  void rebuildFromEvents() throws Exception {
    try (UsageRollup duckdb = open()) {
      compare(
          "rebuild",
          this::rebuild,
          () -> {
            duckdb.rollUp();
            return duckdb.sum(ONE);
          });
    }
  }

  private static void print(String words, Object... values) {
    System.out.printf(Locale.ROOT, words + "%n", values);
  }

  private double rebuild() {
    Path cells = HOME.resolve("bench-cells");
    DailyCells.of(
            table(UsageEvent.TABLE), catalogue, catalogue.cells().keySet(), ZoneOffset.UTC, "b")
        .write()
        .mode("overwrite")
        .option("compression", "zstd")
        .parquet(cells.toString());
    return snapshots(spark.read().parquet(cells.toString()), ONE);
  }

  private static List<LocalDate> days(int number) {
    return IntStream.range(0, number).mapToObj(i -> LAST.minusDays(number - 1L - i)).toList();
  }

  private void compare(String what, Timed ours, Timed theirs) throws Exception {
    List<Double> mine = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    for (int i = 0; i <= RUNS; i++) {
      double[] found = new double[2];
      double one = seconds(() -> found[0] = ours.run());
      double two = seconds(() -> found[1] = theirs.run());
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f s, DuckDB %.2f s (%.3f, %.3f)%n",
          what,
          one,
          two,
          found[0],
          found[1]);
      assertThat(found[0]).isCloseTo(found[1], withPercentage(ROUNDED));
      if (i > 0) {
        mine.add(one);
        other.add(two);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s, median of %d: %.2f s, DuckDB %.2f s, ratio %.2f%n",
        what,
        RUNS,
        median(mine),
        median(other),
        median(mine) / median(other));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double seconds(Work work) throws Exception {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }

  /**
   * The sum of the usage features over all accounts and days; every other column is computed too.
   */
  private double snapshots(Dataset<Row> usage, List<LocalDate> days) {
    Map<String, Dataset<Row>> entities = WithRoles.of(this::table);
    entities.computeIfPresent(Ticket.TABLE.name(), (name, tickets) -> HOURS.of(tickets));
    SnapshotInputs inputs =
        new SnapshotInputs(table(Account.TABLE), table(AccountLink.TABLE), usage, entities);
    SnapshotParams params =
        new SnapshotParams(catalogue, days, ZoneOffset.UTC, ExchangeRates.none("USD"));
    Coverage coverage = Coverage.of(Snapshots.coverage(inputs, params).collectAsList());
    Column all = lit(0.0);
    for (String feature : compared) {
      all = all.plus(coalesce(col(feature), lit(0.0)));
    }
    return Snapshots.of(inputs, params, coverage)
        .where(col(Customer360.ACCOUNT_ID).isNotNull())
        .agg(sum(all))
        .first()
        .getDouble(0);
  }

  private Dataset<Row> usage() {
    return table(UsageDaily.TABLE);
  }

  private Dataset<Row> table(Table table) {
    String name = "%s.%s.%s".formatted(Nightly.CATALOG, IcebergCatalog.NAMESPACE, table.name());
    return spark.catalog().tableExists(name)
        ? spark.table(name).drop(Entity.STATES)
        : spark.createDataFrame(List.of(), table.schema());
  }
}
