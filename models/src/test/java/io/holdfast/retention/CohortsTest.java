package io.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class CohortsTest {
  private static final AsOf MARCH = new AsOf(LocalDate.of(2024, 3, 31), ZoneOffset.UTC);
  private static final String[] MONTHS = {
    "a,2024-01-01,100", "a,2024-02-01,150", "a,2024-03-01,60",
    "b,2024-01-01,100", "b,2024-02-01,0", "b,2024-03-01,40",
    "c,2024-02-01,200", "c,2024-03-01,300"
  };

  @Test
  void grossRetentionCapsEachAccountAtItsStartAndNetDoesNot() {
    assertThat(cohorts(MARCH, "all", MONTHS))
        .contains(
            "2024-01-01 all 0 2 2 200.00 200.00 1.0 1.0 1.0",
            "2024-01-01 all 1 2 1 200.00 150.00 0.5 0.5 0.75",
            "2024-01-01 all 2 2 2 200.00 100.00 1.0 0.5 0.5",
            "2024-02-01 all 1 1 1 200.00 300.00 1.0 1.0 1.5");
  }

  @Test
  void triangleIsCompleteAndPeriodsToComeAreCensored() {
    assertThat(cohorts(MARCH, "all", MONTHS))
        .hasSize(6)
        .contains("2024-02-01 all 2 1 - 200.00 - - - - censored");
  }

  @Test
  void monthOfTheAsOfDayIsCensoredUntilItEnds() {
    AsOf early = new AsOf(LocalDate.of(2024, 3, 30), ZoneOffset.UTC);
    assertThat(cohorts(early, "all", MONTHS))
        .contains(
            "2024-01-01 all 1 2 1 200.00 150.00 0.5 0.5 0.75",
            "2024-01-01 all 2 2 - 200.00 - - - - censored",
            "2024-02-01 all 1 1 - 200.00 - - - - censored");
  }

  @Test
  void partsOfADimensionHoldEveryAccountOnce() {
    assertThat(cohorts(MARCH, "segment", MONTHS))
        .contains(
            "2024-01-01 large 1 1 1 100.00 150.00 1.0 1.0 1.5",
            "2024-01-01 unknown 1 1 0 100.00 0.00 0.0 0.0 0.0");
  }

  private static List<String> cohorts(AsOf asOf, String dimension, String... months) {
    Dataset<Row> mrr =
        rows(months)
            .selectExpr(
                "v[0] as account_id",
                "cast(v[1] as date) as month",
                "cast(v[2] as decimal(18,2)) as mrr",
                "if(v[2] = '0', 0L, 1L) as subscriptions");
    Dataset<Row> accounts =
        rows("a,large", "c,large")
            .selectExpr("v[0] as account_id", "v[1] as segment", "'Farming' as industry");
    return Cohorts.of(mrr, accounts, asOf)
        .where("dimension = '" + dimension + "'")
        .selectExpr(
            "concat_ws(' ', cohort, dimension_value, period, accounts,"
                + " coalesce(string(active), '-'), start_mrr, coalesce(string(mrr), '-'),"
                + " coalesce(string(logo_retention), '-'), coalesce(string(grr), '-'),"
                + " coalesce(string(nrr), '-'), if(censored, 'censored', null)) as line")
        .orderBy("line")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Dataset<Row> rows(String... lines) {
    return TestSpark.session()
        .createDataset(List.of(lines), Encoders.STRING())
        .selectExpr("split(value, ',') as v");
  }
}
