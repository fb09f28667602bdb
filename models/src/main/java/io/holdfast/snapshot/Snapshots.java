package io.holdfast.snapshot;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_date;

import io.holdfast.table.AccountLink;
import io.holdfast.table.Entity;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.UsageDaily;
import io.holdfast.time.AsOf;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The point-in-time row of every account on any number of days. */
public final class Snapshots {
  private static final StructType SOURCE_DAY =
      new StructType().add("source", Table.STRING).add("known", DataTypes.IntegerType);

  /**
   * The customer_360 rows of all asked days, one pass over each account's history. As of D only
   * what was known by the end of D counts. An account has a row from the day on which it or a
   * subscription of it was first known.
   *
   * @param coverage of the same inputs, so that nothing delivered is told from nothing happened
   * @return columns of customer_360, then one double per computed feature, or text where it is a
   *     text attribute; null: unknown
   */
  public static Dataset<Row> of(SnapshotInputs inputs, SnapshotParams params, Coverage coverage) {
    Layout layout = Layout.of(params.catalogue());
    SweepPlan plan = SweepPlan.of(layout, params, coverage);
    Dataset<Row> facts = new Facts(layout, last(params)).of(inputs);
    FlatMapGroupsFunction<String, Fact, SweptRow> sweep =
        (account, rows) -> Sweep.rows(plan, account, rows);
    Dataset<Row> swept =
        facts
            .groupBy(col(AccountLink.ACCOUNT_ID))
            .as(Encoders.STRING(), Encoders.bean(Fact.class))
            .flatMapGroups(sweep, Encoders.bean(SweptRow.class))
            .select(SweptColumns.of(layout, params.catalogue().hash()));
    return Peers.compared(swept, params.catalogue());
  }

  /**
   * When each cell metric and entity was first known and from which day on, and on which days
   * something of each kind became known from each source: Coverage's rows.
   */
  public static Dataset<Row> coverage(SnapshotInputs inputs, SnapshotParams params) {
    AsOf last = last(params);
    Layout layout = Layout.of(params.catalogue());
    Dataset<Row> days =
        started(inputs.usage(), layout)
            .unionByName(delivered(inputs.usage(), layout))
            .unionByName(
                delivered(Coverage.CONTRACT, inputs.entity(Subscription.TABLE.name()), last));
    for (Layout.Stream stream : layout.entities()) {
      days = days.unionByName(delivered(stream.name(), inputs.entity(stream.name()), last));
    }
    return days.where(col("known").leq(lit((int) last.day().toEpochDay())))
        .groupBy("stream", "source", "known")
        .agg(min("event").as("event"));
  }

  private static Dataset<Row> delivered(String stream, Dataset<Row> rows, AsOf last) {
    return rows.select(
        lit(stream).as("stream"),
        col(Entity.SOURCE).as("source"),
        unix_date(last.dayOf(col(Entity.KNOWN_AT))).as("known"),
        unix_date(last.dayOf(col(Entity.EVENT_TIME))).as("event"));
  }

  private static Dataset<Row> started(Dataset<Row> usage, Layout layout) {
    return current(usage, layout)
        .select(col(UsageDaily.METRIC).as("stream"), explode(col(UsageDaily.STARTS)).as("start"))
        .select(
            col("stream"),
            lit(null).cast(Table.STRING).as("source"),
            col("start").getField(UsageDaily.KNOWN_DAY).as("known"),
            col("start").getField(UsageDaily.EVENT_DAY).as("event"));
  }

  /** Whatever its metrics count, usage is one kind: one that is rare does not end before others. */
  private static Dataset<Row> delivered(Dataset<Row> usage, Layout layout) {
    MapPartitionsFunction<UsageDays, Row> distinct = UsageDays::distinct;
    return current(usage, layout)
        .select(
            col(UsageDaily.SOURCE).as("source"),
            col(UsageDaily.EVENT_DAYS).as("eventDays"),
            col(UsageDaily.KNOWN_DAYS).as("knownDays"))
        .as(Encoders.bean(UsageDays.class))
        .mapPartitions(distinct, Encoders.row(SOURCE_DAY))
        .withColumn("stream", lit(Coverage.USAGE))
        .withColumn("event", lit(null).cast(DataTypes.IntegerType));
  }

  private static Dataset<Row> current(Dataset<Row> usage, Layout layout) {
    return usage.where(col(UsageDaily.DEFINITION).isin(layout.definitions().values().toArray()));
  }

  private static AsOf last(SnapshotParams params) {
    return new AsOf(params.days().get(params.days().size() - 1), params.zone());
  }

  private Snapshots() {}
}
