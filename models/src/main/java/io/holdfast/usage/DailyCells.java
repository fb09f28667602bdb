package io.holdfast.usage;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
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
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Folds usage events into daily cells, which add up whatever load brought them. */
public final class DailyCells {
  private static final String FIRST = "first";
  private static final StructType KEY =
      new StructType()
          .add(UsageDaily.SOURCE, Table.STRING)
          .add(UsageDaily.ACCOUNT_KEY, Table.STRING)
          .add(UsageDaily.USER_KEY, Table.STRING);
  private static final StructType CELL =
      KEY.add(UsageDaily.EVENT_DAY, DataTypes.IntegerType)
          .add(UsageDaily.KNOWN_DAY, DataTypes.IntegerType)
          .add(UsageDaily.METRIC, Table.STRING)
          .add(UsageDaily.N, Table.COUNT)
          .add(UsageDaily.TOTAL, Table.QUANTITY)
          .add(UsageDaily.USERS, Table.STRINGS);

  /**
   * Cells of all metrics in one pass. Of an event that came more than once the version known first
   * counts; events that the source deleted, or with neither account nor user, do not. Cells of
   * events without an account are those of their user.
   *
   * @param events usage_event rows that are in no cell yet
   * @param zone time zone of the company, whose days the cells have
   * @param batch the load that the cells belong to
   * @return usage_daily rows, one a source key or user, event day, known day and metric
   */
  public static Dataset<Row> of(
      Dataset<Row> events, Catalogue catalogue, ZoneId zone, String batch) {
    List<String> distinct =
        catalogue.cells().values().stream().map(CellMetric::distinct).distinct().toList();
    List<MetricPlan> metrics =
        catalogue.cells().entrySet().stream()
            .map(e -> new MetricPlan(e.getKey(), distinct.indexOf(e.getValue().distinct())))
            .toList();
    Dataset<Row> narrow = narrow(once(events, catalogue, distinct), zone);
    FlatMapGroupsFunction<Row, Row, Row> fold =
        (key, rows) -> AccountCells.rows(metrics, key, rows);
    return narrow
        .groupBy(UsageDaily.SOURCE, UsageDaily.ACCOUNT_KEY, UsageDaily.USER_KEY)
        .as(Encoders.row(KEY), Encoders.row(narrow.schema()))
        .flatMapGroups(fold, Encoders.row(CELL))
        .withColumn(UsageDaily.EVENT_DAY, date_from_unix_date(col(UsageDaily.EVENT_DAY)))
        .withColumn(UsageDaily.KNOWN_DAY, date_from_unix_date(col(UsageDaily.KNOWN_DAY)))
        .withColumn(UsageDaily.BATCH, lit(batch));
  }

  /** Events whose key came with no earlier load. */
  public static Dataset<Row> unseen(Dataset<Row> fresh, Dataset<Row> earlier) {
    return fresh.join(
        earlier.select(Entity.SOURCE, Entity.SOURCE_KEY),
        new String[] {Entity.SOURCE, Entity.SOURCE_KEY},
        "left_anti");
  }

  /** One row an event: what {@link AccountCells} reads, in its order. */
  private static Dataset<Row> narrow(Dataset<Row> once, ZoneId zone) {
    AsOf anyDay = new AsOf(LocalDate.EPOCH, zone);
    return once.select(
        col(UsageDaily.SOURCE),
        col(UsageDaily.ACCOUNT_KEY),
        col(UsageDaily.USER_KEY),
        unix_date(anyDay.dayOf(col(Entity.EVENT_TIME))).as(UsageDaily.EVENT_DAY),
        unix_date(anyDay.dayOf(col(Entity.KNOWN_AT))).as(UsageDaily.KNOWN_DAY),
        col("millionths"),
        col("matches"),
        col("who"));
  }

  /** The version of each event that was known first; one shuffle serves grouping and sorting. */
  private static Dataset<Row> once(
      Dataset<Row> events, Catalogue catalogue, List<String> distinct) {
    return events
        .where(
            coalesce(col(Entity.DELETED), lit(false))
                .equalTo(false)
                .and(
                    col(UsageEvent.ACCOUNT_KEY)
                        .isNotNull()
                        .or(col(UsageEvent.USER_KEY).isNotNull())))
        .select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY),
            struct(
                    col(Entity.KNOWN_AT),
                    col(Entity.VERSION),
                    col(Entity.EVENT_TIME),
                    col(UsageEvent.ACCOUNT_KEY),
                    when(col(UsageEvent.ACCOUNT_KEY).isNull(), col(UsageEvent.USER_KEY))
                        .as(UsageDaily.USER_KEY),
                    millionths().as("millionths"),
                    matches(catalogue).as("matches"),
                    who(distinct).as("who"))
                .as(FIRST))
        .repartition(col(Entity.SOURCE), col(Entity.SOURCE_KEY))
        .groupBy(Entity.SOURCE, Entity.SOURCE_KEY)
        .agg(min(FIRST).as(FIRST))
        .select(col(Entity.SOURCE), col(FIRST + ".*"));
  }

  /** The quantity in millionths; one that is no number adds nothing. */
  private static Column millionths() {
    Column quantity =
        coalesce(col(UsageEvent.QUANTITY), lit(1.0))
            .try_cast(DataTypes.createDecimalType(18, 6))
            .multiply(lit(1_000_000L))
            .try_cast(Table.COUNT);
    return coalesce(quantity, lit(0L));
  }

  /** One bit a metric. */
  private static Column matches(Catalogue catalogue) {
    Column matches = lit(0L);
    long bit = 1;
    for (CellMetric metric : catalogue.cells().values()) {
      matches = matches.plus(when(expr(metric.where()), lit(bit)).otherwise(lit(0L)));
      bit <<= 1;
    }
    return matches;
  }

  private static Column who(List<String> distinct) {
    return array(
        distinct.stream().map(text -> expr(text).cast(Table.STRING)).toArray(Column[]::new));
  }

  private DailyCells() {}
}
