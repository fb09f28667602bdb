package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.cli.Released;
import io.holdfast.job.control.Control;
import io.holdfast.job.whole.Shell.Ended;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night through the launcher over the exports of a company that nobody here made up. */
class RavenStackIT {
  @TempDir static Path folder;
  private static Ended night;
  private static SparkSession spark;

  @BeforeAll
  static void night() {
    Path data = Wanted.data("ravenstack");
    Path conf = Parts.home().resolve("conf/examples/ravenstack");
    night =
        new Shell(folder)
            .with("JAVA_TOOL_OPTIONS", Shell.SHORT_LIVED + " " + Shell.INTERPRETED)
            .holdfast(
                "nightly",
                "--conf=" + conf,
                "--as-of=2024-12-31",
                "--set=landing=" + data,
                "--set=lake=lake",
                "--set=output=out");
    assertThat(night.code()).as(night.all()).isZero();
    TestSpark.session();
    spark = Released.open(conf, Map.of("lake", folder.resolve("lake").toString())).spark();
  }

  @Test
  void everyRecordIsAccountedFor() {
    try (Control control =
        Control.open("jdbc:sqlite:" + folder.resolve("lake/control.db"), Clock.systemUTC())) {
      assertThat(control.files().records())
          .containsOnly(
              Map.entry("ravenstack.accounts", 500L),
              Map.entry("ravenstack.subscriptions", 5_000L),
              Map.entry("ravenstack.feature_usage", 25_000L),
              Map.entry("ravenstack.support_tickets", 2_000L),
              Map.entry("ravenstack.churn_events", 600L));
    }
    assertThat(night.all()).contains("33,100 landed, 33,100 loaded, 0 quarantined");
    assertThat(rows("select * from quarantine")).isEmpty();
  }

  @Test
  void contradictionsAreReported() {
    assertThat(rows("select check_name, found, expected from check_result where status <> 'pass'"))
        .containsExactlyInAnyOrder(
            "usage_before_subscription 19142 null",
            "repeated_usage_ids 21 null",
            "flagged_accounts_against_churn_events 110 352");
    assertThat(rows("select detail from check_result where found = 110"))
        .singleElement()
        .asString()
        .startsWith(
            "110 accounts are flagged as churned, but 352 have a churn event;"
                + " 75 of the flagged have one.");
  }

  @Test
  void monthEndRevenueIsThatOfTheFiles() {
    assertThat(
            rows(
                """
                select month, closing, active_accounts from period_close
                where month in (date'2024-01-01', date'2024-12-01') order by month"""))
        .containsExactly("2024-01-01 1522685.00 206", "2024-12-01 10159608.00 500");
    assertThat(rows("select sum(mrr) from account_mrr where month = date'2024-12-01'"))
        .containsExactly("10159608.00");
  }

  @Test
  void churnModelAbstainsAndSaysWhy() {
    assertThat(rows("select distinct status from model_card where outcome = 'churn'"))
        .containsExactly("abstained");
    assertThat(
            rows(
                """
                select status, count(*), count(probability), count(band), count(status_reason)
                from account_score where outcome = 'churn' group by status"""))
        .containsExactly("abstained 500 0 0 500");
  }

  @Test
  void healthStillShowsWhereNoProbabilityIsPublished() throws IOException {
    assertThat(rows("select count(*), count(score) from account_health"))
        .containsExactly("500 500");
    List<String> sent = sent();
    assertThat(sent).hasSize(501);
    assertThat(sent.get(0)).startsWith("Id,Holdfast_Churn_Percent__c,Holdfast_Churn_Band__c,");
    assertThat(sent.subList(1, 501))
        .allMatch(line -> line.matches("A-[0-9a-f]+,,,abstained,\"?No churn forecast .*"))
        .allMatch(line -> line.matches(".*,[0-9]{1,3},2024-12-31"));
  }

  private static List<String> sent() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out/crm"))) {
      return Files.readAllLines(files.findFirst().orElseThrow());
    }
  }

  private static List<String> rows(String sql) {
    return spark.sql(sql).collectAsList().stream().map(RavenStackIT::words).toList();
  }

  private static String words(Row row) {
    return row.mkString(" ");
  }
}
