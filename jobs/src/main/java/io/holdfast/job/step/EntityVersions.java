package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Discount;
import io.holdfast.table.Discounts;
import io.holdfast.table.Entity;
import io.holdfast.table.ItemPrices;
import io.holdfast.table.Plan;
import io.holdfast.table.Subscription;
import io.holdfast.table.SubscriptionItem;
import io.holdfast.table.Table;
import io.holdfast.table.Versions;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Versions of entities as steps read them: those that speak of a part are made whole. Where there
 * are none, which one small query finds out, the rows come without {@link Entity#STATES}, and
 * nothing that follows need look for them. A version speaks of the whole when it speaks of all that
 * any version of its source does.
 */
final class EntityVersions {

  /** The versions of one table, each whole. */
  static Dataset<Row> whole(Lake lake, Table table) {
    return whole(lake, List.of(table)).get(table.name());
  }

  /**
   * The versions of several tables by name, each whole; but those of subscriptions are states over
   * time, and stay apart where they speak of a part.
   */
  static Map<String, Dataset<Row>> whole(Lake lake, Collection<Table> tables) {
    Map<String, Dataset<Row>> rows = new TreeMap<>(whole(apart(lake, tables)));
    rows.computeIfPresent(Subscription.TABLE.name(), (name, versions) -> priced(lake, versions));
    return new LinkedHashMap<>(rows);
  }

  /** The same of rows that are {@link #apart}, whatever they cost. */
  static Map<String, Dataset<Row>> whole(Map<String, Dataset<Row>> apart) {
    Map<String, Dataset<Row>> rows = new TreeMap<>(apart);
    rows.replaceAll(
        (name, versions) ->
            !Arrays.asList(versions.columns()).contains(Entity.STATES)
                ? versions
                : name.equals(Subscription.TABLE.name())
                    ? Versions.filled(versions, Subscription.ACCOUNT_KEY)
                    : Versions.whole(versions));
    return rows;
  }

  /**
   * Where subscriptions leave their price to their items, it is found there. Discounts are taken
   * off it, and those of customers off every price: a subscription that says its own price says it
   * after its own discounts.
   */
  private static Dataset<Row> priced(Lake lake, Dataset<Row> subscriptions) {
    Object[] byItems =
        ItemPrices.lacking(subscriptions).select(Entity.SOURCE).distinct().collectAsList().stream()
            .map(row -> row.get(0))
            .toArray();
    Dataset<Row> redeemed =
        Discounts.redeemed(whole(lake, Discount.TABLE))
            .where(col(Discount.SUBSCRIPTION_KEY).isNull().or(col(Entity.SOURCE).isin(byItems)));
    boolean discounted = !redeemed.isEmpty();
    if (byItems.length == 0 && !discounted) {
      return subscriptions;
    }
    Map<String, Dataset<Row>> prices = whole(lake, List.of(SubscriptionItem.TABLE, Plan.TABLE));
    Dataset<Row> items = prices.get(SubscriptionItem.TABLE.name());
    Dataset<Row> plans = prices.get(Plan.TABLE.name());
    Dataset<Row> priced =
        byItems.length == 0 ? subscriptions : ItemPrices.of(subscriptions, items, plans);
    return discounted ? Discounts.of(priced, redeemed, ItemPrices.months(items, plans)) : priced;
  }

  /** The versions of one table as they are, for {@link Versions#asOf} to fold. */
  static Dataset<Row> apart(Lake lake, Table table) {
    return apart(lake, List.of(table)).get(table.name());
  }

  /** The versions of several tables by name, as they are. */
  static Map<String, Dataset<Row>> apart(Lake lake, Collection<Table> tables) {
    Map<String, Dataset<Row>> rows = new LinkedHashMap<>();
    tables.forEach(table -> rows.put(table.name(), lake.read(table)));
    return apart(rows);
  }

  /** Rows of tables by name, without {@link Entity#STATES} where each speaks of the whole. */
  static Map<String, Dataset<Row>> apart(Map<String, Dataset<Row>> rows) {
    Map<String, Spoken> spoken = Spoken.of(rows);
    Map<String, Dataset<Row>> apart = new LinkedHashMap<>(rows);
    apart.replaceAll(
        (name, versions) ->
            spoken.containsKey(name) ? spoken.get(name).wholeAsNull(versions) : versions);
    return apart;
  }

  private EntityVersions() {}
}
