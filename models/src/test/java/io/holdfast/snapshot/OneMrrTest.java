package io.holdfast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.money.ExchangeRates;
import io.holdfast.money.RecurringSpans;
import io.holdfast.money.Subscriptions;
import io.holdfast.revenue.MonthEnds;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.Subscription;
import io.holdfast.table.TestSpark;
import io.holdfast.table.UsageDaily;
import io.holdfast.time.AsOf;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** customer_360 and account_mrr say the same of a month's end, whatever happens to contracts. */
class OneMrrTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String[] ACCOUNTS = {"a", "b", "c", "d"};
  private static final ExchangeRates RATES =
      new ExchangeRates(
          "USD",
          List.of(
              new ExchangeRates.Rate(LocalDate.of(2023, 1, 1), "EUR", new BigDecimal("1.10")),
              new ExchangeRates.Rate(LocalDate.of(2024, 3, 1), "EUR", new BigDecimal("1.25"))));

  @Test
  void contractThatMovesTakesItsRevenueAlong() {
    assertBothSay(
        List.of("a 0.00 120.00", "b 120.00 0.00", "c 30.00 30.00"),
        List.of(LocalDate.of(2024, 3, 31), LocalDate.of(2024, 2, 29)),
        "s,a,2024-01-01,,active,100",
        "s,b,2024-02-10,2024-03-02,active,120",
        "s,a,2024-02-20,,active,120",
        "s,b,2024-03-05,,active,120",
        "t,c,2024-01-01,,active,30");
  }

  @Test
  void contractThatMovesToNobodyKnownIsNobodys() {
    assertBothSay(
        List.of("c 30.00"),
        List.of(LocalDate.of(2024, 3, 31)),
        "s,a,2024-01-01,,active,100",
        "s,nobody,2024-02-10,,active,100",
        "t,c,2024-01-01,,active,30");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomContractsAgree(long seed) {
    Random random = new Random(seed);
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      versions.add(version(random));
    }
    Dataset<Row> subscriptions = Subscriptions.of(versions.toArray(String[]::new));
    for (int month = 1; month <= 6; month++) {
      AsOf asOf = new AsOf(LocalDate.of(2024, month, 1).plusMonths(1).minusDays(1), BERLIN);
      assertThat(snapshot(subscriptions, asOf))
          .as("%s, seed %d", asOf.day(), seed)
          .isEqualTo(accountMrr(subscriptions, asOf));
    }
  }

  private static String version(Random random) {
    String account = random.nextInt(9) == 0 ? "nobody" : ACCOUNTS[random.nextInt(4)];
    String[] states = {
      "active", "active", "active", "trial", "trial", "paused", "ended", "deleted"
    };
    return String.join(
        ",",
        "s" + random.nextInt(20),
        account,
        time(random),
        random.nextInt(3) == 0 ? time(random) : "",
        states[random.nextInt(states.length)],
        random.nextInt(8) == 0 ? "0" : String.valueOf(random.nextInt(1_000)),
        random.nextBoolean() ? "USD" : "EUR",
        random.nextInt(4) == 0 ? time(random) : "",
        random.nextInt(4) == 0 ? time(random) : "",
        random.nextInt(3) == 0 ? "25" : "",
        random.nextInt(3) == 0 ? time(random) : "");
  }

  /** Few different ones, many of them around midnight, so that they meet. */
  private static String time(Random random) {
    String[] hours = {"00:00:00", "21:59:59", "22:00:00", "23:00:00", "12:00:00"};
    return LocalDate.of(2023, 12, 20).plusDays(random.nextInt(200))
        + " "
        + hours[random.nextInt(5)];
  }

  /** What each account that pays has on the given days, the first of them as account_mrr says. */
  private static void assertBothSay(List<String> expected, List<LocalDate> days, String... lines) {
    Dataset<Row> subscriptions = Subscriptions.of(lines);
    List<List<String>> byDay = new ArrayList<>();
    for (LocalDate day : days) {
      AsOf asOf = new AsOf(day, BERLIN);
      byDay.add(snapshot(subscriptions, asOf));
      assertThat(byDay.get(byDay.size() - 1)).isEqualTo(accountMrr(subscriptions, asOf));
    }
    List<String> said = new ArrayList<>();
    for (String account : ACCOUNTS) {
      StringBuilder line = new StringBuilder(account);
      byDay.forEach(
          rows ->
              line.append(' ')
                  .append(
                      rows.stream()
                          .filter(row -> row.startsWith(account + " "))
                          .map(row -> row.substring(2))
                          .findFirst()
                          .orElse("0.00")));
      if (!line.toString().matches(account + "( 0\\.00)+")) {
        said.add(line.toString());
      }
    }
    assertThat(said).isEqualTo(expected);
  }

  private static List<String> accountMrr(Dataset<Row> subscriptions, AsOf asOf) {
    Dataset<Row> spans = RecurringSpans.of(subscriptions, asOf);
    Dataset<Row> ends = MonthEnds.of(spans, Subscriptions.links(ACCOUNTS), RATES, asOf);
    return lines(
        MonthEnds.accountMrr(ends, asOf)
            .where(functions.col(AccountMrr.MONTH).equalTo(asOf.day().withDayOfMonth(1))));
  }

  private static List<String> snapshot(Dataset<Row> subscriptions, AsOf asOf) {
    Dataset<Row> accounts =
        TestSpark.session()
            .createDataset(List.of(ACCOUNTS), Encoders.STRING())
            .selectExpr(
                "value as account_id",
                "cast(null as string) as forwards_to",
                "timestamp'2023-01-01' as first_seen",
                "value as name",
                "value as industry",
                "value as country",
                "value as segment",
                "value as owner");
    SnapshotInputs inputs =
        new SnapshotInputs(
            accounts,
            Subscriptions.links(ACCOUNTS),
            TestSpark.session().createDataFrame(List.<Row>of(), UsageDaily.TABLE.schema()),
            Map.of(Subscription.TABLE.name(), subscriptions));
    SnapshotParams params =
        new SnapshotParams(new Catalogue(Map.of(), Map.of()), List.of(asOf.day()), BERLIN, RATES);
    return lines(Snapshots.of(inputs, params, Coverage.of(List.of())));
  }

  private static List<String> lines(Dataset<Row> rows) {
    return rows
        .where("mrr <> 0")
        .selectExpr("concat(%s, ' ', %s)".formatted(Customer360.ACCOUNT_ID, Customer360.MRR))
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
