package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.control.Control;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.AccountScore;
import io.holdfast.table.CheckResult;
import io.holdfast.table.ModelCard;
import io.holdfast.table.PeriodClose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night over the exports of a real-looking company that nobody here wrote. */
class RavenStackIT {
  @TempDir static Path folder;
  private static SmallNight night;

  @BeforeAll
  static void night() {
    Path data = data();
    boolean there = Files.exists(data);
    if (!there) {
      System.out.println("SKIPPED: no RavenStack exports at " + data + "; set HOLDFAST_DATA");
    }
    Assumptions.assumeTrue(there);
    night =
        new SmallNight(Parts.home().resolve("conf/examples/ravenstack"), data, folder, Map.of());
    night.run(LocalDate.of(2024, 12, 31));
  }

  private static Path data() {
    String set = System.getenv("HOLDFAST_DATA");
    Path data = set == null ? Parts.home().resolveSibling("shared/data") : Path.of(set);
    return data.resolve("ravenstack");
  }

  @Test
  void everyRecordIsAccountedFor() {
    try (Control control = night.control()) {
      assertThat(control.files().records().values())
          .containsExactlyInAnyOrder(500L, 5_000L, 25_000L, 2_000L, 600L);
    }
  }

  @Test
  void contradictionsAreReported() {
    List<Long> found =
        night.released(CheckResult.TABLE).where("status = 'warn'").collectAsList().stream()
            .map(r -> r.<Long>getAs(CheckResult.FOUND))
            .toList();
    assertThat(found).contains(19_142L, 21L);
  }

  @Test
  void monthEndRevenueIsThatOfTheFiles() {
    assertThat(closing("2024-12-01")).isEqualTo("10159608.00 500");
    assertThat(closing("2024-01-01")).isEqualTo("1522685.00 206");
    assertThat(
            night
                .released(AccountMrr.TABLE)
                .where("month = date'2024-12-01'")
                .selectExpr("string(sum(mrr))")
                .first()
                .getString(0))
        .isEqualTo("10159608.00");
  }

  private static String closing(String month) {
    Row row =
        night
            .released(PeriodClose.TABLE)
            .where("month = date'%s'".formatted(month))
            .selectExpr("concat_ws(' ', string(closing), string(active_accounts))")
            .first();
    return row.getString(0);
  }

  @Test
  void churnModelAbstainsAndPublishesNoProbability() {
    assertThat(
            night
                .released(ModelCard.TABLE)
                .where("outcome = 'churn'")
                .select("status")
                .distinct()
                .collectAsList())
        .extracting(r -> r.getString(0))
        .containsExactly("abstained");
    assertThat(
            night
                .released(AccountScore.TABLE)
                .where("outcome = 'churn' and probability is not null")
                .count())
        .isZero();
    assertThat(night.released(AccountScore.TABLE).where("outcome = 'churn'").count()).isPositive();
  }
}
