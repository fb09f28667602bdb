package io.holdfast.usage;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Folds usage events into daily cells, which add up whatever load brought them. */
public final class DailyCells {
  private static final String METRICS = "metrics";

  /**
   * Cells of all metrics in one pass. Of an event that came more than once the version known first
   * counts; events that the source deleted, or without an account, do not.
   *
   * @param events usage_event rows that are in no cell yet
   * @param zone time zone of the company, whose days the cells have
   * @param batch the load that the cells belong to
   * @return usage_daily rows, one a source key, event day, known day and metric
   */
  public static Dataset<Row> of(
      Dataset<Row> events, Catalogue catalogue, ZoneId zone, String batch) {
    AsOf anyDay = new AsOf(LocalDate.EPOCH, zone);
    Column quantity =
        when(col(UsageEvent.QUANTITY).isNull(), lit(1).cast(Table.QUANTITY))
            .otherwise(col(UsageEvent.QUANTITY).try_cast(Table.QUANTITY));
    return once(events.withColumn(METRICS, metrics(catalogue)).withColumn("measured", quantity))
        .select(
            col(UsageDaily.SOURCE),
            col(UsageDaily.ACCOUNT_KEY),
            anyDay.dayOf(col(Entity.EVENT_TIME)).as(UsageDaily.EVENT_DAY),
            anyDay.dayOf(col(Entity.KNOWN_AT)).as(UsageDaily.KNOWN_DAY),
            col("measured"),
            inline(col(METRICS)))
        .groupBy(
            UsageDaily.SOURCE,
            UsageDaily.ACCOUNT_KEY,
            UsageDaily.EVENT_DAY,
            UsageDaily.KNOWN_DAY,
            UsageDaily.METRIC)
        .agg(
            count(lit(1)).as(UsageDaily.N),
            coalesce(sum("measured"), lit(0)).cast(Table.QUANTITY).as(UsageDaily.TOTAL),
            array_sort(collect_set("who")).as(UsageDaily.USERS))
        .withColumn(UsageDaily.BATCH, lit(batch));
  }

  /** Events whose key came with no earlier load. */
  public static Dataset<Row> unseen(Dataset<Row> fresh, Dataset<Row> earlier) {
    return fresh.join(
        earlier.select(Entity.SOURCE, Entity.SOURCE_KEY),
        new String[] {Entity.SOURCE, Entity.SOURCE_KEY},
        "left_anti");
  }

  private static Column metrics(Catalogue catalogue) {
    return array_compact(
        array(
            catalogue.cells().entrySet().stream().map(DailyCells::metric).toArray(Column[]::new)));
  }

  private static Column metric(Map.Entry<String, CellMetric> cell) {
    return when(
        expr(cell.getValue().where()),
        struct(
            lit(cell.getKey()).as(UsageDaily.METRIC),
            expr(cell.getValue().distinct()).cast(Table.STRING).as("who")));
  }

  private static Dataset<Row> once(Dataset<Row> events) {
    return events
        .where(
            coalesce(col(Entity.DELETED), lit(false))
                .equalTo(false)
                .and(col(UsageEvent.ACCOUNT_KEY).isNotNull()))
        .groupBy(Entity.SOURCE, Entity.SOURCE_KEY)
        .agg(
            min(struct(
                    col(Entity.KNOWN_AT),
                    col(Entity.VERSION),
                    col(Entity.EVENT_TIME),
                    col(UsageEvent.ACCOUNT_KEY),
                    col("measured"),
                    col(METRICS)))
                .as("first"))
        .select(col(Entity.SOURCE), col("first.*"));
  }

  private DailyCells() {}
}
