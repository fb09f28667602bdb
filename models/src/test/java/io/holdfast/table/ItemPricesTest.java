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

class ItemPricesTest {

  @Test
  void aSubscriptionIsWorthWhatItsItemsWereWorthThen() {
    Dataset<Row> plans =
        rows(
            Plan.TABLE,
            "{'source_key':'p1','known_at':'2024-01-01','list_mrr':10,'currency':'EUR'}",
            "{'source_key':'p2','known_at':'2024-01-01','list_mrr':5,'currency':'EUR'}",
            "{'source_key':'tiers','known_at':'2024-01-01','currency':'EUR'}",
            "{'source_key':'dollars','known_at':'2024-01-01','list_mrr':9,'currency':'USD'}");
    Dataset<Row> items =
        rows(
            SubscriptionItem.TABLE,
            item("i1", "2024-01-02", "a", "p1", 3),
            item("i2", "2024-01-02", "a", "p2", 1),
            item("i1", "2024-03-01", "a", "p1", 4),
            item("i3", "2024-01-05", "late", "p1", 1),
            item("i4", "2024-01-02", "unknown", "tiers", 9),
            item("i5", "2024-01-02", "ended", "p1", 1),
            item("i6", "2024-01-02", "two currencies", "p1", 1),
            item("i7", "2024-01-02", "two currencies", "dollars", 1),
            item("i8", "2024-01-02", "other currency", "dollars", 1),
            item("i9", "2024-01-02", "cut list", "p1", 1));
    Dataset<Row> subscriptions =
        rows(
            Subscription.TABLE,
            subscription("a", "2024-01-02", "active"),
            subscription("a", "2024-02-01", "trial"),
            subscription("late", "2024-01-02", "active"),
            subscription("unknown", "2024-01-02", "active"),
            subscription("ended", "2024-01-02", "ended"),
            subscription("two currencies", "2024-01-02", "active"),
            subscription("other currency", "2024-01-02", "active")
                .replace("}", ",'currency':'EUR'}"),
            subscription("cut list", "2024-01-02", "active")
                .replace("}", ",'mrr_unknown':'has_more'}"),
            "{'source_key':'said','known_at':'2024-01-02','status':'active','mrr':7}");

    List<String> found =
        Subscription.TABLE
            .conform(ItemPrices.of(subscriptions, items, plans))
            .selectExpr("source_key", "date(event_time)", "date(known_at)", "status", "mrr")
            .collectAsList()
            .stream()
            .map(row -> row.mkString(" "))
            .sorted()
            .toList();

    assertThat(found)
        .containsExactly(
            "a 2024-01-02 2024-01-02 active 35.00",
            "a 2024-02-01 2024-02-01 trial 35.00",
            "a 2024-03-01 2024-03-01 trial 45.00",
            "cut list 2024-01-02 2024-01-02 active null",
            "ended 2024-01-02 2024-01-02 ended null",
            "late 2024-01-02 2024-01-02 active null",
            "late 2024-01-05 2024-01-05 active 10.00",
            "other currency 2024-01-02 2024-01-02 active null",
            "said 2024-01-02 2024-01-02 active 7.00",
            "two currencies 2024-01-02 2024-01-02 active null",
            "unknown 2024-01-02 2024-01-02 active null");
  }

  @Test
  void aChangeOfStatusAloneLeavesThePriceToTheItems() {
    Dataset<Row> plans =
        rows(Plan.TABLE, "{'source_key':'p1','known_at':'2024-01-01','list_mrr':10}");
    Dataset<Row> items =
        rows(
            SubscriptionItem.TABLE,
            item("i1", "2024-01-02", "a", "p1", 3),
            item("i1", "2024-04-01", "a", "p1", 4));
    Dataset<Row> subscriptions =
        rows(
            Subscription.TABLE,
            subscription("a", "2024-01-02", "trial"),
            subscription("a", "2024-02-01", "active").replace("}", ",'states':['status']}"));

    assertThat(
            ItemPrices.of(subscriptions, items, plans)
                .selectExpr("date(event_time)", "status", "mrr", "array_join(states, ' ')")
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .sorted())
        .containsExactly(
            "2024-01-02 trial 30.00 null",
            "2024-02-01 active null status",
            "2024-04-01 trial 40.00 mrr currency");
  }

  @Test
  void anItemThatMovesTakesItsPriceToTheOtherSubscription() {
    Dataset<Row> plans =
        rows(Plan.TABLE, "{'source_key':'p1','known_at':'2024-01-01','list_mrr':10}");
    Dataset<Row> items =
        rows(
            SubscriptionItem.TABLE,
            item("i1", "2024-01-02", "a", "p1", 3),
            item("i2", "2024-01-02", "a", "p1", 1),
            item("i1", "2024-03-01", "b", "p1", 4));
    Dataset<Row> subscriptions =
        rows(
            Subscription.TABLE,
            subscription("a", "2024-01-02", "active"),
            subscription("b", "2024-01-02", "active"));

    assertThat(
            ItemPrices.of(subscriptions, items, plans)
                .selectExpr("source_key", "date(known_at)", "mrr")
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .sorted())
        .containsExactly(
            "a 2024-01-02 40.00", "a 2024-03-01 10.00", "b 2024-01-02 null", "b 2024-03-01 40.00");
  }

  private static String item(String key, String known, String of, String plan, int quantity) {
    return ("{'source_key':'%s','known_at':'%s','subscription_key':'%s','plan_key':'%s',"
            + "'quantity':%d}")
        .formatted(key, known, of, plan, quantity);
  }

  private static String subscription(String key, String known, String status) {
    return "{'source_key':'%1$s','event_time':'%2$s','known_at':'%2$s','status':'%3$s'}"
        .formatted(key, known, status);
  }

  private static Dataset<Row> rows(Table table, String... json) {
    List<String> lines =
        Arrays.stream(json)
            .map(
                line ->
                    (line.contains("event_time")
                            ? line
                            : line.replace("'known_at'", "'event_time':'2024-01-02','known_at'"))
                        .replace("{", "{'source':'s',")
                        .replace('\'', '"'))
            .toList();
    return TestSpark.session()
        .createDataset(lines, Encoders.STRING())
        .select(from_json(col("value"), table.schema()).as("row"))
        .select("row.*");
  }
}
