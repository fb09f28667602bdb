package io.holdfast.identity.match;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.identity.IdentityRules;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.lake.Lake;
import io.holdfast.job.step.IdentityStep;
import io.holdfast.job.step.StepContext;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AppUser;
import io.holdfast.table.Contact;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast and how right the identity step of a night is, over a lake of made-up companies: each
 * with its CRM account, 1.3 records in billing, support and product, half of which keep the CRM's
 * id, and some people. A twentieth of the companies have an agency among their people.
 */
class LinkingBench {
  private static final long COMPANIES = Long.getLong("holdfast.companies", 1_000_000);
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  private static final String ID = "substring_index(source_key, '-', -1)";

  @TempDir Path folder;

  @Test
  void aMillionCompaniesThroughTheStep() {
    SparkSession spark = TestSpark.session();
    spark.conf().set("spark.sql.shuffle.partitions", 4);
    spark.conf().set("spark.sql.adaptive.enabled", true);
    IcebergCatalog.register(
        spark, "linking", folder.toString(), "jdbc:sqlite:file:" + folder.resolve("catalog.db"));
    Lake lake = new IcebergLake(spark, "linking", "20241231", DAY, Optional.empty());
    long records = land(spark, lake);
    IdentityStep step = new IdentityStep(read(), List.of(), "crm");
    AsOf asOf = new AsOf(DAY, ZoneOffset.UTC);
    double used = MatchingBench.processor();
    long start = System.nanoTime();
    Map<String, Long> rows = step.run(new StepContext(spark, null, asOf, "run", lake, null)).rows();
    double seconds = MatchingBench.seconds(start);
    double work = MatchingBench.processor() - used;
    System.out.printf(
        Locale.ROOT,
        "identity step: %,d companies, %,d records: %s in %.0f s, %.0f s of processor time, heap of"
            + " %,d MB (at most used: %,d); load average after %s%n",
        COMPANIES,
        records,
        rows,
        seconds,
        work,
        Runtime.getRuntime().maxMemory() >> 20,
        mostUsed() >> 20,
        MatchingBench.load());
    judge(lake.read(AccountLink.TABLE).where("valid_to is null and known_to is null"));
    if (COMPANIES == 1_000_000) {
      assertThat(work).as("seconds of processor time, 5 minutes of 2 cores").isLessThan(600);
    }
  }

  private static long land(SparkSession spark, Lake lake) {
    Dataset<Row> all =
        MadeCompanies.records(spark, COMPANIES, 1)
            .withColumn("id", expr(ID).cast("bigint"))
            .withColumn("dice", expr("pmod(hash(source, source_key), 100)"))
            .withColumn(
                "known_at", expr("timestamp'2024-01-01' + make_interval(0, 0, 0, pmod(id, 300))"))
            .withColumn("event_time", col("known_at"));
    Dataset<Row> accounts =
        all.withColumn(
            "crm_key", expr("if(source <> 'crm' and dice < 50, concat('0-', id), null)"));
    append(lake, SourceAccount.TABLE, accounts);
    Dataset<Row> own = all.where("email is not null").withColumn("account_key", col("source_key"));
    Dataset<Row> agencies =
        own.where("source = 'crm' and dice < 5")
            .withColumn("source_key", expr("concat('agency-', id)"))
            .withColumn("email", expr("concat('jo@agency', pmod(id, 5000), '.com')"));
    append(lake, Contact.TABLE, own.where("source <> 's3'").unionByName(agencies));
    append(lake, AppUser.TABLE, own.where("source = 's3'"));
    return lake.read(SourceAccount.TABLE).count();
  }

  private static void append(Lake lake, Table table, Dataset<Row> rows) {
    List<String> present = Arrays.asList(rows.columns());
    Column[] columns =
        table.columns().stream()
            .map(
                c ->
                    (present.contains(c.name()) ? col(c.name()) : lit(null))
                        .cast(c.type())
                        .as(c.name()))
            .toArray(Column[]::new);
    lake.append(table, rows.select(columns), "first");
  }

  /** Pairs of records of one account against pairs of one company. */
  private static void judge(Dataset<Row> links) {
    Dataset<Row> truth = links.withColumn("truth", expr(ID));
    long linked = pairs(truth, "account_id");
    long same = pairs(truth, "truth");
    long right = pairs(truth, "account_id", "truth");
    long largest = truth.groupBy("account_id").count().agg(expr("max(count)")).first().getLong(0);
    System.out.printf(
        Locale.ROOT,
        "  %,d true pairs, %,d linked, %,d of them wrongly: precision %.4f, recall %.4f; the largest"
            + " account has %d keys%n",
        same,
        linked,
        linked - right,
        (double) right / linked,
        (double) right / same,
        largest);
    assertThat((double) right / linked).isGreaterThanOrEqualTo(.999);
    assertThat(largest).isLessThanOrEqualTo(100);
  }

  private static long pairs(Dataset<Row> truth, String... by) {
    return truth
        .groupBy(Arrays.stream(by).map(c -> col(c)).toArray(Column[]::new))
        .count()
        .agg(expr("sum(count * (count - 1) div 2)"))
        .first()
        .getLong(0);
  }

  private static long mostUsed() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static IdentityRules read() {
    Problems problems = new Problems();
    IdentityRules rules =
        new Yaml(problems, name -> null)
            .read(Path.of("../conf/identity.yaml"), IdentityRules.class);
    problems.throwIfAny();
    return rules;
  }
}
