package io.holdfast.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.money.ExchangeRates;
import io.holdfast.money.RecurringSpans;
import io.holdfast.money.Subscriptions;
import io.holdfast.table.AccountLink;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final AsOf JUNE = new AsOf(LocalDate.of(2024, 6, 15), ZoneOffset.UTC);
  private static final ExchangeRates RATES =
      new ExchangeRates(
          "USD",
          List.of(
              new ExchangeRates.Rate(LocalDate.of(2024, 1, 1), "EUR", new BigDecimal("1.00")),
              new ExchangeRates.Rate(LocalDate.of(2024, 3, 1), "EUR", new BigDecimal("2.00"))));

  @Test
  void accountThatNoLongerPaysAtTheEndOfTheHorizonChurned() {
    assertThat(
            labels(
                Outcome.Kind.CHURN,
                snapshots("2024-01-31,a", "2024-01-31,b"),
                "s,a,2024-01-01,,active,100,,,2024-04-20",
                "t,b,2024-01-01,,active,100,,,2024-05-01"))
        .containsExactly("a 2024-01-31 true 1.0 2024-04-30", "b 2024-01-31 true 0.0 2024-04-30");
  }

  @Test
  void gapThatHealsWithinTheHorizonIsNoChurn() {
    assertThat(
            labels(
                Outcome.Kind.CHURN,
                snapshots("2024-01-31,a"),
                "s,a,2024-01-01,,active,100,,,2024-02-20",
                "t,a,2024-03-20,,active,100"))
        .containsExactly("a 2024-01-31 true 0.0 2024-04-30");
  }

  @Test
  void horizonThatHasNotEndedIsCensored() {
    assertThat(
            labels(
                Outcome.Kind.CHURN,
                snapshots("2024-03-31,a", "2024-06-15,a"),
                "s,a,2024-01-01,,active,100,,,2024-04-20"))
        .containsExactly(
            "a 2024-03-31 true - 2024-06-15 censored", "a 2024-06-15 true - 2024-06-15 censored");
  }

  @Test
  void growthIsUpsellFromTheLeastChangeOn() {
    assertThat(
            labels(
                Outcome.Kind.UPSELL,
                snapshots("2024-01-31,a", "2024-01-31,b"),
                "s,a,2024-01-01,,active,100",
                "s,a,2024-03-01,,active,105",
                "t,b,2024-01-01,,active,100",
                "t,b,2024-03-01,,active,104.99"))
        .containsExactly("a 2024-01-31 true 1.0 2024-04-30", "b 2024-01-31 true 0.0 2024-04-30");
  }

  @Test
  void exchangeRatesAloneAreNoGrowthAndAChangeOfCurrencyIsConverted() {
    assertThat(
            labels(
                Outcome.Kind.UPSELL,
                snapshots("2024-01-31,a", "2024-02-29,b"),
                "s,a,2024-01-01,,active,100,EUR",
                "t,b,2024-01-01,,active,100,EUR",
                "t,b,2024-04-01,,active,110,USD"))
        .containsExactly("a 2024-01-31 true 0.0 2024-04-30", "b 2024-02-29 true 1.0 2024-05-29");
  }

  @Test
  void shrunkIsDownsellButGoneIsNot() {
    assertThat(
            labels(
                Outcome.Kind.DOWNSELL,
                snapshots("2024-01-31,a", "2024-01-31,b"),
                "s,a,2024-01-01,,active,100",
                "s,a,2024-03-01,,active,90",
                "t,b,2024-01-01,,active,100,,,2024-03-01"))
        .containsExactly("a 2024-01-31 true 1.0 2024-04-30", "b 2024-01-31 true 0.0 2024-04-30");
  }

  @Test
  void factKnownAfterTheAsOfDayChangesNoLabel() {
    assertThat(
            labels(
                Outcome.Kind.CHURN,
                snapshots("2024-01-31,a"),
                "s,a,2024-01-01,,active,100",
                "s,a,2024-03-01,2024-06-16,ended"))
        .containsExactly("a 2024-01-31 true 0.0 2024-04-30");
  }

  @Test
  void trialsAndInactiveAccountsAreNotAtRisk() {
    assertThat(
            labels(
                Outcome.Kind.CHURN,
                snapshots("2024-01-31,a,inactive", "2024-01-31,b,trial"),
                "s,a,2024-01-01,,active,100"))
        .containsExactly("a 2024-01-31 false - 2024-04-30", "b 2024-01-31 false - 2024-04-30");
  }

  @Test
  void snapshotOfAnyDayIsLabelledByItsOwnHorizon() {
    assertThat(
            labels(
                Outcome.Kind.CHURN,
                snapshots("2024-02-10,a", "2024-02-11,a"),
                "s,a,2024-01-01,,active,100",
                "s,a,2024-05-11,,ended"))
        .containsExactly("a 2024-02-10 true 0.0 2024-05-10", "a 2024-02-11 true 1.0 2024-05-11");
  }

  private static Dataset<Row> snapshots(String... lines) {
    return TestSpark.session()
        .createDataset(Arrays.asList(lines), Encoders.STRING())
        .selectExpr("split(value, ',') as v")
        .selectExpr(
            "cast(v[0] as date) as as_of",
            "v[1] as account_id",
            "coalesce(try_element_at(v, 3), '') <> 'inactive' as active",
            "cast(100 as decimal(18,2)) as mrr",
            "try_element_at(v, 3) = 'trial' as trial",
            "30L as tenure_days");
  }

  @Test
  void noPlanHoldsACartesianOrNestedLoopJoin() {
    Dataset<Row> labels =
        labelled(Outcome.Kind.CHURN, snapshots("2024-01-31,a"), "s,a,2024-01-01,,active,100,EUR");
    assertThat(labels.queryExecution().executedPlan().toString())
        .contains("Join")
        .doesNotContain("NestedLoop", "Cartesian");
  }

  private static List<String> labels(
      Outcome.Kind kind, Dataset<Row> snapshots, String... versions) {
    return labelled(kind, snapshots, versions)
        .selectExpr(
            "concat_ws(' ', account_id, as_of, at_risk, coalesce(string(label), '-'),"
                + " observed_until, if(censored, 'censored', null)) as line")
        .orderBy("line")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Dataset<Row> labelled(
      Outcome.Kind kind, Dataset<Row> snapshots, String... versions) {
    Dataset<Row> spans =
        AccountLink.resolve(
            RecurringSpans.of(Subscriptions.of(versions), JUNE),
            Subscriptions.links("a", "b", "c"));
    return Labels.of(snapshots, spans, new Outcomes(List.of(Outcome.of(kind))), RATES, JUNE);
  }
}
