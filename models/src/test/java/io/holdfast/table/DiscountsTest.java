package io.holdfast.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DiscountsTest {
  private static final String FIFTH =
      "{'source_key':'coupon:fifth','coupon':'fifth','percent_off':20,'duration':'forever'}";
  private static final String ONCE =
      "{'source_key':'coupon:once','coupon':'once','percent_off':90,'duration':'once'}";
  private static final String GIFT =
      "{'source_key':'coupon:gift','coupon':'gift','amount_off':24,'duration':'repeating'}";

  @Test
  void aDiscountCountsFromWhenItBeganAndSaysWhenItEnds() {
    assertThat(
            reduced(
                GIFT,
                ONCE,
                "{'source_key':'d1','coupon':'gift','subscription_key':'s','start_at':'2024-02-01',"
                    + "'known_at':'2024-02-01','end_at':'2024-05-01'}",
                "{'source_key':'d2','coupon':'once','subscription_key':'s','start_at':'2024-02-01',"
                    + "'known_at':'2024-02-01'}"))
        .containsExactly(
            "2024-01-01 2024-01-01 100.00 null null",
            "2024-02-01 2024-02-01 98.00 2.00 2024-05-01", // 24 a year
            "2024-03-01 2024-03-01 198.00 2.00 2024-05-01");
  }

  @Test
  void aSubscriptionsOwnDiscountsTakeThePlaceOfItsCustomers() {
    String customers =
        "{'source_key':'d1','coupon':'fifth','account_key':'acme','known_at':'2023-01-01'}";
    assertThat(reduced(FIFTH, customers))
        .containsExactly(
            "2024-01-01 2024-01-01 80.00 20.00 null", "2024-03-01 2024-03-01 160.00 40.00 null");
    assertThat(
            reduced(
                FIFTH,
                GIFT,
                customers,
                "{'source_key':'d2','coupon':'gift','subscription_key':'s',"
                    + "'known_at':'2023-01-01'}"))
        .containsExactly(
            "2024-01-01 2024-01-01 98.00 2.00 null", "2024-03-01 2024-03-01 198.00 2.00 null");
  }

  @Test
  void whatASubscriptionSaysOfItsDiscountsStays() {
    Dataset<Row> said =
        rows(
            Subscription.TABLE,
            "{'source_key':'s','account_key':'acme','known_at':'2024-01-01','mrr':90,'discount':10}");
    Dataset<Row> half =
        rows(Discount.TABLE, "{'source_key':'d1','percent_off':50,'account_key':'acme'}");
    assertThat(Discounts.of(said, Discounts.redeemed(half), months()).select("mrr").first().get(0))
        .hasToString("90.00");
  }

  @Test
  void anAmountOfAnotherCurrencyIsTakenOffNothing() {
    String amount =
        "{'amount_off':12,'currency':'%s','account_key':'acme','known_at':'2023-01-01'}";
    Dataset<Row> said =
        rows(
            Subscription.TABLE,
            "{'source_key':'s','account_key':'acme','known_at':'2024-01-01','mrr':90,"
                + "'currency':'EUR','event_time':'2024-01-01'}");
    for (String currency : List.of("USD", "EUR")) {
      Dataset<Row> nine = rows(Discount.TABLE, amount.formatted(currency));
      assertThat(
              Discounts.of(said, Discounts.redeemed(nine), months()).select("mrr").first().get(0))
          .hasToString(currency.equals("EUR") ? "89.00" : "90.00");
    }
  }

  private static List<String> reduced(String... discounts) {
    String version =
        "{'source_key':'s','account_key':'acme','event_time':'%1$s','known_at':'%1$s','mrr':%2$s}";
    Dataset<Row> subscriptions =
        rows(
            Subscription.TABLE,
            version.formatted("2024-01-01", 100),
            version.formatted("2024-03-01", 200));
    return Discounts.of(
            subscriptions, Discounts.redeemed(rows(Discount.TABLE, discounts)), months())
        .selectExpr("date(event_time)", "date(known_at)", "mrr", "discount", "date(discount_until)")
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .sorted()
        .toList();
  }

  private static Dataset<Row> months() {
    return TestSpark.session()
        .sql("select 'b' as source, 's' as subscription_key, 12 as interval_months");
  }

  private static Dataset<Row> rows(Table table, String... json) {
    List<String> lines =
        Arrays.stream(json)
            .map(row -> row.replace("{", "{'source':'b',").replace('\'', '"'))
            .toList();
    return TestSpark.session()
        .createDataset(lines, Encoders.STRING())
        .select(from_json(col("value"), table.schema()).as("row"))
        .select("row.*");
  }
}
