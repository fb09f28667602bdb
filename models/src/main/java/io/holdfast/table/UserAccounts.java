package io.holdfast.table;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;

import io.holdfast.time.AsOf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Usage that names its user alone belongs to the company that the user was with on its day. It is
 * known since both were known, and what was known then decides for good, so that an earlier day
 * never sees a later change. Who is first told of after the usage was with that company all along.
 */
public final class UserAccounts {
  private static final String EVENT_DAY = "user_event_day";
  private static final String KNOWN_DAY = "user_known_day";
  private static final String STATES = "user_states";
  private static final String TOLD = "user_told";

  /**
   * All cells, with the accounts that can be found through users.
   *
   * @param cells rows of usage_daily
   * @param users whole versions of app_user
   * @param zone any day in the company's time zone
   */
  public static Dataset<Row> of(Dataset<Row> cells, Dataset<Row> users, AsOf zone) {
    Column open = col(UsageDaily.ACCOUNT_KEY).isNull();
    Column known = greatest(col(UsageDaily.KNOWN_DAY), col(TOLD));
    Column then =
        filter(col(STATES), state -> state.getField(KNOWN_DAY).leq(col(UsageDaily.KNOWN_DAY)));
    Column before = filter(then, state -> state.getField(EVENT_DAY).leq(col(UsageDaily.EVENT_DAY)));
    Column account = coalesce(get(before, size(before).minus(1)), get(then, lit(0)));
    Dataset<Row> found =
        UsageDaily.apart(cells.where(open))
            .join(
                states(users, zone),
                col(UsageDaily.SOURCE)
                    .equalTo(col("user_source"))
                    .and(col(UsageDaily.USER_KEY).equalTo(col("user_source_key"))),
                "left")
            .withColumn(UsageDaily.KNOWN_DAY, coalesce(known, col(UsageDaily.KNOWN_DAY)))
            .withColumn(UsageDaily.ACCOUNT_KEY, account.getField(AppUser.ACCOUNT_KEY));
    return cells.where(open.equalTo(lit(false))).unionByName(UsageDaily.dated(found));
  }

  /** Of each user the accounts in the order in which they held, and when the first was told. */
  private static Dataset<Row> states(Dataset<Row> users, AsOf zone) {
    WindowSpec inTime =
        Window.partitionBy(Entity.SOURCE, Entity.SOURCE_KEY)
            .orderBy(Entity.EVENT_TIME, Entity.VERSION, Entity.KNOWN_AT, AppUser.ACCOUNT_KEY);
    // What the state before said, as early, says nothing new: users are told of again and again.
    Column repeats =
        lag(AppUser.ACCOUNT_KEY, 1)
            .over(inTime)
            .equalTo(col(AppUser.ACCOUNT_KEY))
            .and(lag(Entity.KNOWN_AT, 1).over(inTime).leq(col(Entity.KNOWN_AT)));
    Column state =
        struct(
            col(Entity.EVENT_TIME),
            col(Entity.VERSION),
            col(Entity.KNOWN_AT),
            col(AppUser.ACCOUNT_KEY),
            unix_date(zone.dayOf(col(Entity.EVENT_TIME))).as(EVENT_DAY),
            unix_date(zone.dayOf(col(Entity.KNOWN_AT))).as(KNOWN_DAY));
    return users
        .where(col(AppUser.ACCOUNT_KEY).isNotNull())
        .withColumn("repeats", coalesce(repeats, lit(false)))
        .where(col("repeats").equalTo(false))
        .select(
            col(Entity.SOURCE).as("user_source"),
            col(Entity.SOURCE_KEY).as("user_source_key"),
            state.as("state"))
        .groupBy("user_source", "user_source_key")
        .agg(
            array_sort(collect_list("state")).as(STATES),
            min(col("state").getField(KNOWN_DAY)).as(TOLD));
  }

  private UserAccounts() {}
}
