package io.holdfast.identity.match;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How right and how fast the rules of {@code conf/matching} are: Febrl's people, 3,337 service
 * sites, and a million made-up companies. Weights were set by hand; the true ids were looked at to
 * choose the thresholds of a rule file, none of them for one data set of several.
 */
class MatchingBench {
  private static final long COMPANIES = Long.getLong("holdfast.companies", 1_000_000);
  private static final String TRUTH = "truth";

  @TempDir Path folder;

  @Test
  void peopleOfFebrl() throws IOException {
    MatchRules rules = MatchRulesFilesTest.read("person");
    for (List<String> files :
        List.of(
            List.of("dataset1"),
            List.of("dataset2"),
            List.of("dataset3"),
            List.of("dataset4a", "dataset4b"))) {
      Quality quality = quality(String.join(" and ", files), febrl(files), rules);
      assertThat(quality.proposed().precision()).isGreaterThanOrEqualTo(.98);
      assertThat(quality.proposed().recall()).isGreaterThanOrEqualTo(.90);
      assertThat(quality.linked().precision()).isGreaterThanOrEqualTo(.999);
    }
  }

  @Test
  void serviceSites() throws IOException {
    MatchRules rules = MatchRulesFilesTest.read("site");
    Quality quality = quality("service sites", sites(), rules);
    assertThat(quality.proposed().precision()).isGreaterThanOrEqualTo(.98);
    assertThat(quality.proposed().recall()).isGreaterThanOrEqualTo(.90);
    assertThat(quality.linked().said()).as("nothing links by itself").isZero();
  }

  @Test
  void aMillionCompanies() {
    SparkSession spark = TestSpark.session();
    spark.conf().set("spark.sql.shuffle.partitions", 16);
    MatchRules rules = MatchRulesFilesTest.read("company");
    Dataset<Row> records =
        kept(MadeCompanies.records(spark, COMPANIES, 1), "records")
            .withColumn(TRUTH, expr("substring_index(source_key, '-', -1)"));
    long count = records.count();
    String before = load();
    double used = processor();
    long start = System.nanoTime();
    Dataset<Row> proposals = kept(Proposals.of(records.drop(TRUTH), rules), "proposals");
    double all = seconds(start);
    double work = processor() - used;
    System.out.printf(
        Locale.ROOT,
        "%,d companies, %,d records compared in %.0f s, %.0f s of processor time; load average %s"
            + " before, %s after%n",
        COMPANIES,
        count,
        all,
        work,
        before,
        load());
    Quality quality = quality("made-up companies", records, proposals, rules);
    System.out.printf(
        Locale.ROOT,
        "  keys shared by more than %d records: %,d%n",
        rules.cap(),
        Proposals.oversized(records, rules).count());
    assertThat(quality.linked().precision()).isGreaterThanOrEqualTo(.999);
    if (COMPANIES == 1_000_000) {
      assertThat(work).as("seconds of processor time, 5 minutes of 2 cores").isLessThan(600);
    }
  }

  private Dataset<Row> kept(Dataset<Row> rows, String name) {
    String path = folder.resolve(name).toString();
    rows.write().parquet(path);
    return TestSpark.session().read().schema(rows.schema()).parquet(path);
  }

  static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  static double processor() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  static String load() {
    return "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Pairs said to be the same, those of them that are, and all that are. */
  private record Share(long said, long right, long same) {

    double precision() {
      return said == 0 ? 1 : (double) right / said;
    }

    double recall() {
      return (double) right / same;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "precision %.4f recall %.4f (%,d wrong)",
          precision(),
          recall(),
          said - right);
    }
  }

  private record Quality(Share proposed, Share linked) {}

  private static Quality quality(String what, Dataset<Row> records, MatchRules rules) {
    return quality(
        what, records, Proposals.of(records.drop(TRUTH), rules).localCheckpoint(), rules);
  }

  private static Quality quality(
      String what, Dataset<Row> records, Dataset<Row> proposals, MatchRules rules) {
    Dataset<Row> truth = records.select("source", "source_key", TRUTH);
    Dataset<Row> judged =
        proposals
            .join(truth.toDF("left_source", "left_key", "left_truth"), by("left"))
            .join(truth.toDF("right_source", "right_key", "right_truth"), by("right"));
    Row row =
        judged
            .select(
                col("left_truth").equalTo(col("right_truth")).cast("bigint").as("right"),
                col(Proposals.SCORE).geq(rules.links()).cast("bigint").as("links"))
            .agg(sum(lit(1L)), sum("right"), sum("links"), sum(col("right").multiply(col("links"))))
            .first();
    long same = samePairs(truth, rules);
    Quality quality =
        new Quality(
            new Share(row.getLong(0), row.getLong(1), same),
            new Share(row.getLong(2), row.getLong(3), same));
    System.out.printf(
        Locale.ROOT,
        "%s: %,d records, %,d true pairs%n  proposed: %s%n  linked:   %s%n",
        what,
        truth.count(),
        same,
        quality.proposed(),
        quality.linked().said() == 0 ? "none" : quality.linked());
    return quality;
  }

  private static String[] by(String side) {
    return new String[] {side + "_source", side + "_key"};
  }

  /** Pairs of records of one truth, of different sources only where the rules say so. */
  private static long samePairs(Dataset<Row> truth, MatchRules rules) {
    Column all = expr("sum(n) * (sum(n) - 1) div 2");
    Column within = expr("sum(n * (n - 1) div 2)");
    return truth
        .groupBy(TRUTH, "source")
        .agg(expr("count(*) as n"))
        .groupBy(TRUTH)
        .agg((rules.withinSource() ? all : all.minus(within)).as("pairs"))
        .agg(sum("pairs"))
        .first()
        .getLong(0);
  }

  private static Dataset<Row> febrl(List<String> files) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String file : files) {
      for (Map<String, String> cells : Csv.read(Wanted.data("identity/" + file + ".csv"))) {
        rows.add(
            RowFactory.create(
                file,
                cells.get("rec_id"),
                cells.get("given_name"),
                cells.get("surname"),
                (cells.get("street_number") + " " + cells.get("address_1")).trim(),
                cells.get("address_2"),
                cells.get("suburb"),
                cells.get("postcode"),
                cells.get("state"),
                cells.get("date_of_birth"),
                cells.get("soc_sec_id"),
                cells.get("rec_id").split("-", -1)[1]));
      }
    }
    return dataset(
        rows,
        "source source_key given_name family_name street street_2 city postal_code region"
            + " date_of_birth national_id truth");
  }

  private static Dataset<Row> sites() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Map<String, String> cells :
        Csv.read(Wanted.data("identity/csv_example_input_with_true_ids.csv"))) {
      rows.add(
          RowFactory.create(
              cells.get("Source"),
              cells.get("Id"),
              cells.get("Site name"),
              cells.get("Address"),
              cells.get("Zip"),
              cells.get("Phone"),
              cells.get("True Id")));
    }
    return dataset(rows, "source source_key name street postal_code phone truth");
  }

  private static Dataset<Row> dataset(List<Row> rows, String columns) {
    StructType schema = new StructType();
    for (String column : columns.split(" ", -1)) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return TestSpark.session().createDataFrame(rows, schema);
  }
}
