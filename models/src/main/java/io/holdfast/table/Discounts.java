package io.holdfast.table;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * Takes discounts that are records of their own off what subscriptions bring. A discount counts
 * from when it held and was known; a subscription that has begun gets a version there. One that has
 * discounts of its own does not have its customer's.
 */
public final class Discounts {
  private static final String HELD = "held";
  private static final String FROM = "from";
  private static final String UNTIL = "until";
  private static final String AT = "at";
  private static final String ACTIVE = "active";
  private static final DataType EXACT = DataTypes.createDecimalType(28, 6);
  private static final DataType PERCENT = DataTypes.createDecimalType(9, 4);

  /**
   * What customers and subscriptions have; coupons that nobody redeemed are left out, as is what is
   * taken off once.
   *
   * @param discounts whole versions of discount, coupons among them
   */
  public static Dataset<Row> redeemed(Dataset<Row> discounts) {
    Column redeemed =
        col(Discount.ACCOUNT_KEY).isNotNull().or(col(Discount.SUBSCRIPTION_KEY).isNotNull());
    Dataset<Row> coupons =
        discounts
            .where(redeemed.equalTo(lit(false)))
            .groupBy(col(Entity.SOURCE).as("coupon_source"), col(Discount.COUPON).as("coupon_key"))
            .agg(
                max(Discount.PERCENT_OFF).as("coupon_percent"),
                max(Discount.AMOUNT_OFF).as("coupon_amount"),
                max(Discount.DURATION).as("coupon_duration"));
    return discounts
        .where(redeemed.and(coalesce(col(Entity.DELETED), lit(false)).equalTo(false)))
        .join(
            coupons,
            col(Entity.SOURCE)
                .equalTo(col("coupon_source"))
                .and(col(Discount.COUPON).equalTo(col("coupon_key"))),
            "left")
        .withColumn(
            Discount.PERCENT_OFF, coalesce(col(Discount.PERCENT_OFF), col("coupon_percent")))
        .withColumn(
            Discount.PERCENT_OFF,
            when(col(Discount.PERCENT_OFF).between(0, 100), col(Discount.PERCENT_OFF)))
        .withColumn(Discount.AMOUNT_OFF, coalesce(col(Discount.AMOUNT_OFF), col("coupon_amount")))
        .where(
            coalesce(col(Discount.DURATION), col("coupon_duration"), lit(""))
                .notEqual("once")
                .and(
                    coalesce(col(Discount.PERCENT_OFF), col(Discount.AMOUNT_OFF).cast("double"))
                        .isNotNull()))
        .select(Arrays.stream(discounts.columns()).map(c -> col(c)).toArray(Column[]::new));
  }

  /**
   * All versions of subscriptions, less what is taken off each month.
   *
   * @param redeemed rows of {@link #redeemed}
   * @param months source, subscription_key and interval_months: an amount is taken off each invoice
   */
  public static Dataset<Row> of(
      Dataset<Row> subscriptions, Dataset<Row> redeemed, Dataset<Row> months) {
    Column at = col(AT);
    Column active =
        filter(
            col(HELD),
            d ->
                d.getField(FROM)
                    .leq(at)
                    .and(d.getField(UNTIL).isNull().or(d.getField(UNTIL).gt(at))));
    Column ends = array_min(transform(col(ACTIVE), d -> d.getField(UNTIL)));
    Column lasting =
        filter(
            col(ACTIVE),
            d ->
                col(Subscription.DISCOUNT_UNTIL)
                    .isNotNull()
                    .and(
                        d.getField(UNTIL)
                            .isNull()
                            .or(d.getField(UNTIL).gt(col(Subscription.DISCOUNT_UNTIL)))));
    Dataset<Row> all = held(subscriptions, redeemed, months);
    Column given = all.col(HELD).isNull().or(col(Subscription.DISCOUNT).isNotNull());
    Dataset<Row> lasts = all.where(coalesce(given, lit(true)).or(col(Subscription.MRR).isNull()));
    Dataset<Row> reduced =
        all.where(given.equalTo(lit(false)).and(col(Subscription.MRR).isNotNull()))
            .withColumn(AT, explode(times()))
            .withColumn(
                Entity.KNOWN_AT,
                when(at.gt(col(Entity.EVENT_TIME)), greatest(col(Entity.KNOWN_AT), at))
                    .otherwise(col(Entity.KNOWN_AT)))
            .withColumn(Entity.EVENT_TIME, at)
            .withColumn(ACTIVE, active)
            .withColumn(Subscription.DISCOUNT_UNTIL, ends)
            .withColumn(
                Subscription.DISCOUNT,
                when(size(col(ACTIVE)).gt(0), left(lasting).minus(left(col(ACTIVE))))
                    .cast(Table.MONEY))
            .withColumn(Subscription.MRR, left(col(ACTIVE)).cast(Table.MONEY));
    Column[] columns =
        Arrays.stream(subscriptions.columns()).map(c -> col(c)).toArray(Column[]::new);
    return lasts.select(columns).unionByName(reduced.select(columns));
  }

  /** When a version begins, and when discounts do while it is the last one known. */
  private static Column times() {
    return array_union(
        array(col(Entity.EVENT_TIME)),
        filter(
            transform(col(HELD), d -> d.getField(FROM)),
            from ->
                from.gt(col(Entity.EVENT_TIME))
                    .and(
                        coalesce(
                            greatest(col("next_event"), col("next_known")).gt(from), lit(true)))));
  }

  /** What discounts leave of a price, each of what the one before it left. */
  private static Column left(Column discounts) {
    return aggregate(
        discounts,
        col(Subscription.MRR).cast(EXACT),
        (rest, d) ->
            when(
                    d.getField(Discount.PERCENT_OFF).isNotNull(),
                    rest.multiply(lit(100).minus(d.getField(Discount.PERCENT_OFF))).divide(100))
                .otherwise(
                    greatest(
                        lit(0),
                        rest.minus(
                            d.getField(Discount.AMOUNT_OFF)
                                .divide(
                                    coalesce(when(col("months").gt(0), col("months")), lit(1))))))
                .cast(EXACT));
  }

  /** Beside each version its discounts, the months of an invoice, and when the next one begins. */
  private static Dataset<Row> held(
      Dataset<Row> subscriptions, Dataset<Row> redeemed, Dataset<Row> months) {
    WindowSpec inTime =
        Window.partitionBy(Entity.SOURCE, Entity.SOURCE_KEY)
            .orderBy(Entity.EVENT_TIME, Entity.VERSION, Entity.KNOWN_AT);
    Column own = col(Discount.SUBSCRIPTION_KEY);
    return subscriptions
        .withColumn("next_event", lead(Entity.EVENT_TIME, 1).over(inTime))
        .withColumn("next_known", lead(Entity.KNOWN_AT, 1).over(inTime))
        .join(
            of(redeemed.where(own.isNotNull()), own, "own"),
            col(Entity.SOURCE)
                .equalTo(col("own_source"))
                .and(col(Entity.SOURCE_KEY).equalTo(col("own_key"))),
            "left")
        .join(
            of(redeemed.where(own.isNull()), col(Discount.ACCOUNT_KEY), "all"),
            col(Entity.SOURCE)
                .equalTo(col("all_source"))
                .and(col(Subscription.ACCOUNT_KEY).equalTo(col("all_key"))),
            "left")
        .join(
            months.select(
                col(Entity.SOURCE).as("months_source"),
                col(SubscriptionItem.SUBSCRIPTION_KEY).as("months_key"),
                col(Plan.INTERVAL_MONTHS).as("months")),
            col(Entity.SOURCE)
                .equalTo(col("months_source"))
                .and(col(Entity.SOURCE_KEY).equalTo(col("months_key"))),
            "left")
        .withColumn(HELD, coalesce(col("own_held"), col("all_held")));
  }

  /** The discounts of each key in the order in which they begin, as each was known first. */
  private static Dataset<Row> of(Dataset<Row> redeemed, Column key, String name) {
    Column discount =
        struct(
            greatest(col(Entity.KNOWN_AT), col(Discount.START_AT)).as(FROM),
            col(Discount.END_AT).as(UNTIL),
            col(Discount.PERCENT_OFF).cast(PERCENT).as(Discount.PERCENT_OFF),
            col(Discount.AMOUNT_OFF));
    return redeemed
        .groupBy(
            col(Entity.SOURCE).as(name + "_source"), key.as(name + "_key"), col(Entity.SOURCE_KEY))
        .agg(min(struct(col(Entity.KNOWN_AT), discount.as("discount"))).as("first"))
        .groupBy(name + "_source", name + "_key")
        .agg(array_sort(collect_list(col("first.discount"))).as(name + "_held"));
  }

  private Discounts() {}
}
