package io.holdfast.money;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Entity;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** What each subscription was over time, in days of the company's time zone. */
public final class RecurringSpans {
  public static final String SOURCE = Entity.SOURCE;
  public static final String SUBSCRIPTION_KEY = "subscription_key";
  public static final String ACCOUNT_KEY = Subscription.ACCOUNT_KEY;

  /** First day of the span. */
  public static final String FROM_DAY = "from_day";

  /** First day after the span, at most the day after the as-of day. */
  public static final String TO_DAY = "to_day";

  /** Whether it pays at the end of each day of the span. */
  public static final String PAYING = "paying";

  /** Contract currency; 0.00 unless paying. */
  public static final String MRR = Subscription.MRR;

  public static final String CURRENCY = Subscription.CURRENCY;
  public static final String PLAN = Subscription.PLAN;
  public static final String PRODUCT = Subscription.PRODUCT;
  public static final String SEATS = Subscription.SEATS;

  /**
   * One row for each subscription and span of days {@code [from_day, to_day)} in which its state at
   * the end of the day does not change; adjacent spans may be alike. Of the versions known as of
   * the day the one that last took effect counts, so that a version known late slots in where it
   * took effect, and of two that cannot be told apart in time the one that says ended. A version
   * that speaks of a part leaves the rest as the state before has it. Its MRR rises where a
   * discount ends. It pays while it is active, not on trial, its MRR above zero, begun and not
   * ended; from a deletion on it has no spans. Scheduled versions and ends are not history.
   *
   * @param subscriptions versions, conforming to {@link Subscription#TABLE}
   */
  public static Dataset<Row> of(Dataset<Row> subscriptions, AsOf asOf) {
    Dataset<Row> states = states(subscriptions, asOf);
    Column begins = greatest(col(FROM_DAY), asOf.dayOf(col(Subscription.START_AT)));
    Column ends = least(col(TO_DAY), asOf.dayOf(col(Subscription.END_AT)));
    Column until = asOf.dayOf(col(Subscription.DISCOUNT_UNTIL));
    Column undiscounted =
        when(until.isNotNull(), col(MRR).plus(coalesce(col(Subscription.DISCOUNT), lit(0))))
            .otherwise(col(MRR));
    Column earns =
        coalesce(
            col(Subscription.STATUS)
                .equalTo("active")
                .and(coalesce(col(Subscription.TRIAL), lit(false)).equalTo(false))
                .and(undiscounted.gt(0)),
            lit(false));
    // Where it begins after it ends, or outside the state, no day pays.
    Column first = when(earns, least(begins, col(TO_DAY))).otherwise(col(TO_DAY));
    Column last = when(earns, greatest(ends, first)).otherwise(col(TO_DAY));
    Column change = greatest(first, least(last, until));
    Column parts =
        array(
            part(col(FROM_DAY), first, lit(0)),
            part(first, change, col(MRR)),
            part(change, last, undiscounted),
            part(last, col(TO_DAY), lit(0)));
    return states
        .withColumn("parts", parts) // Spark generates no code for what stands in explode itself
        .withColumn("part", explode(col("parts")))
        .where(col("part." + FROM_DAY).lt(col("part." + TO_DAY)))
        .select(
            col(SOURCE),
            col(Entity.SOURCE_KEY).as(SUBSCRIPTION_KEY),
            col(ACCOUNT_KEY),
            col("part." + FROM_DAY),
            col("part." + TO_DAY),
            col("part." + MRR).gt(0).as(PAYING),
            col("part." + MRR),
            col(CURRENCY),
            col(PLAN),
            col(PRODUCT),
            col(SEATS));
  }

  /** The last version of each day in effect, from its day to that of the next one. */
  private static Dataset<Row> states(Dataset<Row> subscriptions, AsOf asOf) {
    List<Column> order =
        new ArrayList<>(
            List.of(
                col(Entity.EVENT_TIME),
                col(Entity.VERSION),
                col(Entity.KNOWN_AT),
                col(Subscription.STATUS).equalTo("ended")));
    order.addAll(Versions.order(subscriptions));
    Dataset<Row> known =
        Versions.carried(subscriptions.where(asOf.known().and(asOf.happened())), order)
            .withColumn(FROM_DAY, asOf.dayOf(col(Entity.EVENT_TIME)));
    Column[] latest = order.stream().map(Column::desc_nulls_last).toArray(Column[]::new);
    WindowSpec days =
        Window.partitionBy(col(SOURCE), col(Entity.SOURCE_KEY)).orderBy(col(FROM_DAY));
    WindowSpec withinDay =
        Window.partitionBy(col(SOURCE), col(Entity.SOURCE_KEY), col(FROM_DAY)).orderBy(latest);
    return known
        .withColumn("rank", row_number().over(withinDay))
        .where(col("rank").equalTo(1))
        .withColumn(
            TO_DAY, coalesce(lead(col(FROM_DAY), 1).over(days), date_add(lit(asOf.day()), 1)))
        .where(coalesce(col(Entity.DELETED), lit(false)).equalTo(false));
  }

  private static Column part(Column from, Column to, Column mrr) {
    return struct(
        from.as(FROM_DAY),
        to.as(TO_DAY),
        greatest(mrr.cast(Table.MONEY), lit(0).cast(Table.MONEY)).as(MRR));
  }

  private RecurringSpans() {}
}
