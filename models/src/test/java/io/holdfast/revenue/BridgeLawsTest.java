package io.holdfast.revenue;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.money.ExchangeRates;
import io.holdfast.money.RecurringSpans;
import io.holdfast.money.Subscriptions;
import io.holdfast.time.AsOf;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

class BridgeLawsTest {
  private static final AsOf JUNE = new AsOf(LocalDate.of(2024, 6, 20), ZoneOffset.UTC);
  private static final String[] ACCOUNTS = "abcdefghijklmnopqrstuvwx".split("");
  private static final ExchangeRates RATES = rates();

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void bridgeClosesToTheCentInTheReportingCurrency(@ForAll("histories") List<String> versions) {
    Dataset<Row> ends = ends(versions);
    List<Row> open =
        Bridge.of(MonthEnds.accountMrr(ends, JUNE), Movements.of(ends, RATES, JUNE), JUNE)
            .where("difference <> 0 or difference is null")
            .collectAsList();
    assertThat(open).isEmpty();
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void movementsOfEachSubscriptionAddUpToWhatItPaysInItsCurrency(
      @ForAll("histories") List<String> versions) {
    Dataset<Row> ends = ends(versions);
    Dataset<Row> pays =
        ends.where("month = '2024-06-01'").withColumnRenamed("contract_mrr", "contract_amount");
    assertThat(totals(Movements.of(ends, RATES, JUNE)))
        .isEqualTo(totals(pays.withColumnRenamed("mrr", "amount")));
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void orderOfVersionsChangesNoMovement(
      @ForAll("histories") List<String> versions, @ForAll long seed) {
    List<String> shuffled = new ArrayList<>(versions);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(lines(Movements.of(ends(shuffled), RATES, JUNE)))
        .isEqualTo(lines(Movements.of(ends(versions), RATES, JUNE)));
  }

  @Provide
  Arbitrary<List<String>> histories() {
    Arbitrary<String> day =
        Arbitraries.integers()
            .between(0, 200)
            .map(days -> LocalDate.of(2023, 12, 15).plusDays(days).toString());
    Arbitrary<String> maybe = day.injectNull(0.7).map(d -> d == null ? "" : d);
    Arbitrary<String> status =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.just("active")),
            net.jqwik.api.Tuple.of(2, Arbitraries.of("trial", "paused", "ended", "deleted")));
    Arbitrary<String> mrr =
        Arbitraries.integers()
            .between(0, 99_999)
            .map(cents -> BigDecimal.valueOf(cents, 2).toPlainString());
    Arbitrary<String> currency = Arbitraries.of("USD", "EUR", "JPY", "");
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.of(ACCOUNTS),
            day,
            maybe,
            status,
            mrr,
            currency,
            maybe)
        .as(
            (key, account, event, known, state, amount, code, end) ->
                String.join(
                    ",",
                    contract(account, key),
                    account,
                    event,
                    known,
                    state,
                    amount,
                    code,
                    "",
                    end))
        .list()
        .ofMinSize(60)
        .ofMaxSize(200);
  }

  /** Those of the first accounts move among them. */
  private static String contract(String account, int key) {
    return account.compareTo("h") < 0 ? "moving" + key : account + key;
  }

  private static Dataset<Row> ends(List<String> versions) {
    return MonthEnds.of(
        RecurringSpans.of(Subscriptions.of(versions.toArray(String[]::new)), JUNE),
        Subscriptions.links(ACCOUNTS),
        RATES,
        JUNE);
  }

  private static List<String> totals(Dataset<Row> rows) {
    return lines(
        rows.groupBy("account_id", "subscription_key", "currency")
            .agg(expr("sum(contract_amount)").as("contract"), expr("sum(amount)").as("sum"))
            .where("contract <> 0 or sum <> 0"));
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(Row::toString).sorted().toList();
  }

  private static ExchangeRates rates() {
    List<ExchangeRates.Rate> rates = new ArrayList<>();
    for (int month = 0; month < 10; month++) {
      LocalDate from = LocalDate.of(2023, 12, 1).plusMonths(month);
      rates.add(new ExchangeRates.Rate(from, "EUR", BigDecimal.valueOf(10_837 + 71L * month, 4)));
      rates.add(new ExchangeRates.Rate(from, "JPY", BigDecimal.valueOf(6_733 - 13L * month, 6)));
    }
    return new ExchangeRates("USD", rates);
  }
}
