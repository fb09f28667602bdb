package io.holdfast.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.money.ExchangeRates;
import io.holdfast.money.RecurringSpans;
import io.holdfast.money.Subscriptions;
import io.holdfast.time.AsOf;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RevenueTest {
  private static final AsOf MAY = new AsOf(LocalDate.of(2024, 5, 31), ZoneOffset.UTC);
  private static final ExchangeRates RATES =
      new ExchangeRates(
          "USD",
          List.of(
              new ExchangeRates.Rate(LocalDate.of(2024, 1, 1), "EUR", new BigDecimal("1.10")),
              new ExchangeRates.Rate(LocalDate.of(2024, 3, 1), "EUR", new BigDecimal("1.25"))));

  @Test
  void everyMonthFromTheFirstPaidOneIsThereWithZeroWhereNothingPays() {
    assertThat(
            accountMrr(
                MAY,
                "s,a,2024-01-10,,active,100",
                "s,a,2024-02-10,,paused,100",
                "s,a,2024-04-10,,active,120",
                "t,a,2024-04-11,,active,30"))
        .containsExactly(
            "2024-01-01 100.00 1",
            "2024-02-01 0.00 0",
            "2024-03-01 0.00 0",
            "2024-04-01 150.00 2",
            "2024-05-01 150.00 2");
  }

  @Test
  void unfinishedMonthIsAsOfItsDay() {
    AsOf middle = new AsOf(LocalDate.of(2024, 5, 15), ZoneOffset.UTC);
    assertThat(
            accountMrr(
                middle, "s,a,2024-04-10,,active,100,,,2024-05-20", "t,a,2024-05-16,,active,7"))
        .containsExactly("2024-04-01 100.00 1", "2024-05-01 100.00 1");
  }

  @Test
  void firstPaymentIsNewThenChurnThenReactivation() {
    assertThat(
            movements(
                "s,a,2024-01-10,,active,100",
                "s,a,2024-02-10,,paused,100",
                "s,a,2024-04-10,,active,120"))
        .containsExactly(
            "2024-01-01 s new 100.00 100.00",
            "2024-02-01 s churn -100.00 -100.00",
            "2024-04-01 s reactivation 120.00 120.00");
  }

  @Test
  void accountDecidesTheTypeAndItsSubscriptionsShareTheAmount() {
    assertThat(
            movements(
                "s,a,2024-01-10,,active,100,,,2024-02-05",
                "t,a,2024-02-05,,active,150",
                "t,a,2024-03-05,,active,90"))
        .containsExactly(
            "2024-01-01 s new 100.00 100.00",
            "2024-02-01 s expansion -100.00 -100.00",
            "2024-02-01 t expansion 150.00 150.00",
            "2024-03-01 t contraction -60.00 -60.00");
  }

  @Test
  void ratesAloneAreACurrencyEffectAlsoOfAnAccountThatLeaves() {
    assertThat(movements("s,a,2024-02-10,,active,100,EUR", "s,a,2024-03-20,,ended,0,EUR"))
        .containsExactly(
            "2024-02-01 s new 100.00 110.00",
            "2024-03-01 s churn -100.00 -125.00",
            "2024-03-01 s currency_effect 0.00 15.00");
  }

  @Test
  void contractThatMovesIsATransferAndNeitherChurnNorNew() {
    assertThat(
            moves(
                "s,a,2024-01-01,,active,100,EUR",
                "s,b,2024-03-15,,active,120,EUR",
                "s,b,2024-04-15,,ended,0,EUR"))
        .containsExactly(
            "2024-01-01 a new 100.00 110.00",
            "2024-03-01 a currency_effect 0.00 15.00",
            "2024-03-01 a transfer -100.00 -125.00",
            "2024-03-01 b expansion 20.00 25.00",
            "2024-03-01 b transfer 100.00 125.00",
            "2024-04-01 b churn -120.00 -150.00");
  }

  @Test
  void bridgeClosesOverATransfer() {
    Dataset<Row> ends =
        ends(MAY, "s,a,2024-01-01,,active,100,EUR", "s,b,2024-03-15,,active,120,EUR");
    assertThat(
            text(
                Bridge.of(MonthEnds.accountMrr(ends, MAY), Movements.of(ends, RATES, MAY), MAY)
                    .where("month = '2024-03-01'"),
                "concat_ws(' ', opening, new_mrr, expansion, churn, currency_effect, closing,"
                    + " difference, active_accounts, new_accounts, churned_accounts)"))
        .containsExactly("110.00 0.00 25.00 0.00 15.00 150.00 0.00 1 0 0");
  }

  @Test
  void bridgeCountsTheAccountsThatCameAndLeft() {
    Dataset<Row> ends =
        ends(
            MAY,
            "s,a,2024-01-10,,active,100",
            "t,b,2024-02-10,,active,50,EUR",
            "s,a,2024-03-10,,ended");
    assertThat(
            text(
                Bridge.of(MonthEnds.accountMrr(ends, MAY), Movements.of(ends, RATES, MAY), MAY),
                "concat_ws(' ', month, opening, new_mrr, churn, currency_effect, closing,"
                    + " difference, active_accounts, new_accounts, churned_accounts)"))
        .containsExactly(
            "2024-01-01 0.00 100.00 0.00 0.00 100.00 0.00 1 1 0",
            "2024-02-01 100.00 55.00 0.00 0.00 155.00 0.00 2 1 0",
            "2024-03-01 155.00 0.00 -100.00 7.50 62.50 0.00 1 0 1",
            "2024-04-01 62.50 0.00 0.00 0.00 62.50 0.00 1 0 0",
            "2024-05-01 62.50 0.00 0.00 0.00 62.50 0.00 1 0 0");
  }

  @Test
  void missingRateNamesThePairAndTheDay() {
    assertThatThrownBy(() -> movements("s,a,2024-05-10,,active,100,GBP"))
        .hasMessageContaining("No exchange rate GBP to USD on 2024-05-31");
  }

  @Test
  void onlyMonthsThatEndBeforeTheDayAreLeft() {
    Dataset<Row> ends = ends(MAY, "s,a,2024-03-10,,active,100");
    Dataset<Row> bridge =
        Bridge.of(MonthEnds.accountMrr(ends, MAY), Movements.of(ends, RATES, MAY), MAY);
    assertThat(text(Bridge.endedBefore(bridge, LocalDate.of(2024, 5, 1)), "string(month)"))
        .containsExactly("2024-03-01", "2024-04-01");
    assertThat(text(Bridge.endedBefore(bridge, LocalDate.of(2024, 4, 30)), "string(month)"))
        .containsExactly("2024-03-01");
  }

  @Test
  void noPlanHoldsACartesianOrNestedLoopJoin() {
    Dataset<Row> ends = ends(MAY, "s,a,2024-01-10,,active,100,EUR");
    Dataset<Row> movements = Movements.of(ends, RATES, MAY);
    Dataset<Row> bridge = Bridge.of(MonthEnds.accountMrr(ends, MAY), movements, MAY);
    assertThat(bridge.queryExecution().executedPlan().toString())
        .contains("Join")
        .doesNotContain("NestedLoop", "Cartesian");
  }

  private static List<String> accountMrr(AsOf asOf, String... versions) {
    return text(
        MonthEnds.accountMrr(ends(asOf, versions), asOf),
        "concat_ws(' ', month, mrr, subscriptions)");
  }

  private static List<String> movements(String... versions) {
    return text(
        Movements.of(ends(MAY, versions), RATES, MAY),
        "concat_ws(' ', month, subscription_key, type, contract_amount, amount)");
  }

  private static List<String> moves(String... versions) {
    return text(
        Movements.of(ends(MAY, versions), RATES, MAY),
        "concat_ws(' ', month, account_id, type, contract_amount, amount)");
  }

  private static Dataset<Row> ends(AsOf asOf, String... versions) {
    return MonthEnds.of(
        RecurringSpans.of(Subscriptions.of(versions), asOf),
        Subscriptions.links("a", "b"),
        RATES,
        asOf);
  }

  private static List<String> text(Dataset<Row> rows, String expression) {
    return rows.selectExpr(expression + " as line")
        .orderBy("line")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
