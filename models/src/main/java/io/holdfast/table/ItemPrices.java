package io.holdfast.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Recurring revenue of subscriptions that do not say it: what their items were worth then, by
 * themselves or by their plans. A change of an item that became known later is a version of its
 * own. It stays unknown while any item's price is, where items are priced in several currencies,
 * and where the subscription's record says that they cannot tell it.
 */
public final class ItemPrices {
  private static final String KEY = "item_of";
  private static final String OWN = "own";
  private static final String STATE = "state";

  /** Versions that pay but do not say how much, though they speak of it. */
  public static Dataset<Row> lacking(Dataset<Row> subscriptions) {
    Column speaks =
        Folding.applies(subscriptions)
            ? coalesce(
                array_contains(col(Entity.STATES), Subscription.MRR).or(Folding.record()),
                lit(true))
            : lit(true);
    return subscriptions.where(
        col(Subscription.MRR)
            .isNull()
            .and(col(Subscription.MRR_UNKNOWN).isNull())
            .and(col(Subscription.STATUS).isin("active", "trial"))
            .and(speaks));
  }

  /**
   * All versions of subscriptions, with revenue where it can be found.
   *
   * @param items rows of subscription_item
   * @param plans rows of plan
   */
  public static Dataset<Row> of(
      Dataset<Row> subscriptions, Dataset<Row> items, Dataset<Row> plans) {
    WindowSpec key = Window.partitionBy(Entity.SOURCE, KEY);
    WindowSpec known =
        key.orderBy(Entity.KNOWN_AT).rangeBetween(Window.unboundedPreceding(), Window.currentRow());
    WindowSpec before =
        key.orderBy(col(Entity.KNOWN_AT), col("rank").asc_nulls_last())
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Dataset<Row> changes = changes(worth(items, plans));
    Dataset<Row> timeline =
        versions(subscriptions)
            .unionByName(changes, true)
            .withColumn("total", sum("more").over(known))
            .withColumn("unknown", sum("more_unknown").over(known))
            .withColumn("found", max(Plan.CURRENCY).over(known))
            .withColumn("other", min("lowest").over(known))
            .withColumn("items", count("more").over(known))
            .withColumn("part", coalesce(part(subscriptions), lit(false)))
            .withColumn(
                STATE,
                coalesce(
                    col(OWN), last(when(col("part").equalTo(false), col(OWN)), true).over(before)));
    Column later =
        col(OWN)
            .isNull()
            .and(isLacking())
            .and(col(Entity.KNOWN_AT).gt(col(STATE + "." + Entity.KNOWN_AT)));
    return timeline
        .where(col(OWN).isNotNull().or(later))
        .select(columns(subscriptions).toArray(Column[]::new));
  }

  /** Only a version that is the record, not a part of it, can leave its price to its items. */
  private static Column part(Dataset<Row> subscriptions) {
    Column states = col(OWN + "." + Entity.STATES);
    return Folding.applies(subscriptions)
        ? states.isNotNull().and(not(array_contains(states, Entity.DELETED)))
        : lit(false);
  }

  private static Dataset<Row> versions(Dataset<Row> subscriptions) {
    Column rank =
        row_number()
            .over(
                Window.partitionBy(Entity.SOURCE, Entity.SOURCE_KEY)
                    .orderBy(Versions.order(subscriptions).toArray(Column[]::new)));
    Column[] all =
        Arrays.stream(subscriptions.columns())
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return subscriptions.select(
        col(Entity.SOURCE),
        col(Entity.SOURCE_KEY).as(KEY),
        col(Entity.KNOWN_AT),
        rank.as("rank"),
        struct(all).as(OWN));
  }

  /** How many months an invoice of each subscription is for, by its items' plans. */
  public static Dataset<Row> months(Dataset<Row> items, Dataset<Row> plans) {
    Dataset<Row> intervals =
        plans
            .groupBy(col(Entity.SOURCE), col(Entity.SOURCE_KEY).as(SubscriptionItem.PLAN_KEY))
            .agg(max(Plan.INTERVAL_MONTHS).as(Plan.INTERVAL_MONTHS));
    return items
        .join(intervals, new String[] {Entity.SOURCE, SubscriptionItem.PLAN_KEY})
        .groupBy(Entity.SOURCE, SubscriptionItem.SUBSCRIPTION_KEY)
        .agg(max(Plan.INTERVAL_MONTHS).as(Plan.INTERVAL_MONTHS));
  }

  /** Every version of an item with what it is worth a month. */
  private static Dataset<Row> worth(Dataset<Row> items, Dataset<Row> plans) {
    Dataset<Row> prices =
        plans
            .groupBy(
                col(Entity.SOURCE).as("plan_source"), col(Entity.SOURCE_KEY).as("plan_source_key"))
            .agg(
                min(struct(
                        col(Plan.LIST_MRR).isNull().as("lacks"),
                        col(Entity.KNOWN_AT),
                        col(Plan.LIST_MRR),
                        col(Plan.CURRENCY)))
                    .as("plan"));
    Column ofPlan = col("plan." + Plan.CURRENCY);
    Column worth =
        coalesce(
            col(SubscriptionItem.MRR),
            when(
                coalesce(col(SubscriptionItem.CURRENCY).equalTo(ofPlan), lit(true)),
                col("plan." + Plan.LIST_MRR)
                    .multiply(coalesce(col(SubscriptionItem.QUANTITY), lit(1L)))
                    .try_cast(Table.MONEY)));
    Column gone = coalesce(col(Entity.DELETED), lit(false));
    return items
        .where(col(SubscriptionItem.SUBSCRIPTION_KEY).isNotNull())
        .join(
            prices,
            col(Entity.SOURCE)
                .equalTo(col("plan_source"))
                .and(col(SubscriptionItem.PLAN_KEY).equalTo(col("plan_source_key"))),
            "left")
        .withColumn("worth", when(gone, lit(0)).otherwise(worth).cast(Table.MONEY))
        .withColumn(
            Plan.CURRENCY,
            when(gone.equalTo(lit(false)), coalesce(col(SubscriptionItem.CURRENCY), ofPlan)));
  }

  /**
   * What each moment adds to a subscription; an item that moves to another one leaves the first.
   */
  private static Dataset<Row> changes(Dataset<Row> worth) {
    WindowSpec versions =
        Window.partitionBy(Entity.SOURCE, Entity.SOURCE_KEY)
            .orderBy(
                col(Entity.KNOWN_AT), col(Entity.VERSION), col(Entity.EVENT_TIME), col("worth"));
    Column sure = coalesce(col("worth"), lit(0).cast(Table.MONEY));
    Column unsure = when(col("worth").isNull(), lit(1L)).otherwise(lit(0L));
    Column now = struct(col(SubscriptionItem.SUBSCRIPTION_KEY).as(KEY), col("sure"), col("unsure"));
    Column before = lag(now, 1).over(versions);
    Column left =
        struct(
            col("before." + KEY),
            negate(col("before.sure")).as("sure"),
            negate(col("before.unsure")).as("unsure"));
    return worth
        .withColumn("sure", sure)
        .withColumn("unsure", unsure)
        .withColumn("before", before)
        .withColumn("moves", when(col("before").isNull(), array(now)).otherwise(array(now, left)))
        .withColumn("move", explode(col("moves")))
        .groupBy(col(Entity.SOURCE), col("move." + KEY).as(KEY), col(Entity.KNOWN_AT))
        .agg(
            sum("move.sure").as("more"),
            sum("move.unsure").as("more_unknown"),
            max(Plan.CURRENCY).as(Plan.CURRENCY),
            min(Plan.CURRENCY).as("lowest"));
  }

  private static Column isLacking() {
    return col("part")
        .equalTo(false)
        .and(state(Subscription.MRR).isNull())
        .and(state(Subscription.MRR_UNKNOWN).isNull())
        .and(state(Subscription.STATUS).isin("active", "trial"))
        .and(col("items").gt(0))
        .and(col("unknown").equalTo(0))
        .and(coalesce(col("found").equalTo(col("other")), lit(true)))
        .and(coalesce(col("found").equalTo(state(Subscription.CURRENCY)), lit(true)));
  }

  private static List<Column> columns(Dataset<Row> subscriptions) {
    Column at = when(col(OWN).isNull(), col(Entity.KNOWN_AT));
    List<Column> columns = new ArrayList<>();
    for (String name : subscriptions.columns()) {
      Column value =
          switch (name) {
            case Entity.EVENT_TIME, Entity.KNOWN_AT -> coalesce(at, state(name));
            case Subscription.MRR ->
                coalesce(state(name), when(isLacking(), col("total").try_cast(Table.MONEY)));
            case Subscription.CURRENCY -> coalesce(state(name), col("found"));
            // A change of price leaves alone what versions of a part said since.
            case Entity.STATES ->
                when(col(OWN).isNull(), lit(new String[] {Subscription.MRR, Subscription.CURRENCY}))
                    .otherwise(state(name));
            default -> state(name);
          };
      columns.add(value.as(name));
    }
    return columns;
  }

  private static Column state(String column) {
    return col(STATE + "." + column);
  }

  private ItemPrices() {}
}
