package io.holdfast.usage;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Folds usage events into daily cells, which add up whatever load brought them. An event is what
 * its source, account key and own key say.
 */
public final class DailyCells {
  private static final String[] EVENT = {Entity.SOURCE, Entity.SOURCE_KEY};
  private static final String FIRST = "first";

  /** The account first: sorting by it is fast, where most rows are of one source. */
  private static final StructType GROUP =
      new StructType()
          .add(UsageDaily.ACCOUNT_KEY, Table.STRING)
          .add(UsageDaily.USER_KEY, Table.STRING)
          .add(UsageDaily.SOURCE, Table.STRING);

  private static final StructType CELLS =
      new StructType(
          Arrays.stream(UsageDaily.TABLE.schema().fields())
              .filter(field -> !field.name().equals(UsageDaily.BATCH))
              .toArray(org.apache.spark.sql.types.StructField[]::new));

  /** Columns of a row before those that {@link Cells} writes. */
  private static final int KEYS = 5;

  /**
   * Cells of the named metrics in one pass. Of an event that came more than once the version known
   * first counts; events that the source deleted, or with neither account nor user, do not. Cells
   * of events without an account are those of their user.
   *
   * @param events usage_event rows that are in no cell of these metrics yet
   * @param metrics names of cell metrics of the catalogue
   * @param zone time zone of the company, whose days the cells have
   * @param batch the load that the cells belong to
   * @return usage_daily rows
   */
  public static Dataset<Row> of(
      Dataset<Row> events, Catalogue catalogue, Set<String> metrics, ZoneId zone, String batch) {
    Map<String, CellMetric> cells = new LinkedHashMap<>(catalogue.cells());
    cells.keySet().retainAll(metrics);
    List<String> distinct = cells.values().stream().map(CellMetric::distinct).distinct().toList();
    List<MetricPlan> plans =
        cells.entrySet().stream()
            .map(
                cell ->
                    new MetricPlan(
                        cell.getKey(),
                        cell.getValue().hash(),
                        distinct.indexOf(cell.getValue().distinct())))
            .toList();
    Dataset<Row> narrow = narrow(once(events, cells.values(), distinct), zone);
    FlatMapGroupsFunction<Row, Row, Row> fold = (key, rows) -> AccountCells.rows(plans, key, rows);
    return narrow
        .groupBy(UsageDaily.ACCOUNT_KEY, UsageDaily.USER_KEY, UsageDaily.SOURCE)
        .as(Encoders.row(GROUP), Encoders.row(narrow.schema()))
        .flatMapGroups(fold, Encoders.row(CELLS))
        .withColumn(UsageDaily.BATCH, lit(batch));
  }

  /**
   * Events that came with no earlier load.
   *
   * @param few whether the fresh ones are so few that each task can hold them
   */
  public static Dataset<Row> unseen(Dataset<Row> fresh, Dataset<Row> earlier, boolean few) {
    Dataset<Row> keys = fresh.select(EVENT[0], EVENT[1]).distinct();
    Dataset<Row> seen =
        earlier.select(EVENT[0], EVENT[1]).join(few ? broadcast(keys) : keys, EVENT, "left_semi");
    return fresh.join(seen, EVENT, "left_anti");
  }

  /** The cells of several loads as those of the last one. */
  public static Dataset<Row> merged(Dataset<Row> cells) {
    StructType key = new StructType(Arrays.copyOf(CELLS.fields(), KEYS));
    FlatMapGroupsFunction<Row, Row, Row> merge =
        (group, rows) -> {
          Cells all = new Cells();
          String batch = "";
          while (rows.hasNext()) {
            Row row = rows.next();
            all.add(row, KEYS);
            String load = row.getAs(UsageDaily.BATCH);
            batch = load.compareTo(batch) > 0 ? load : batch;
          }
          Object[] of = new Object[KEYS];
          for (int i = 0; i < KEYS; i++) {
            of[i] = group.get(i);
          }
          Row merged = all.row(of);
          return List.of(with(merged, batch)).iterator();
        };
    return cells
        .groupBy(
            Arrays.stream(key.fieldNames())
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new))
        .as(Encoders.row(key), Encoders.row(cells.schema()))
        .flatMapGroups(merge, Encoders.row(UsageDaily.TABLE.schema()));
  }

  private static Row with(Row row, String batch) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = batch;
    return RowFactory.create(values);
  }

  /** What {@link AccountCells} reads of an event, in its order. */
  private static Dataset<Row> narrow(Dataset<Row> once, ZoneId zone) {
    AsOf anyDay = new AsOf(LocalDate.EPOCH, zone);
    return once.select(
        col(UsageDaily.ACCOUNT_KEY),
        col(UsageDaily.USER_KEY),
        col(UsageDaily.SOURCE),
        unix_date(anyDay.dayOf(col(Entity.EVENT_TIME))).as(UsageDaily.EVENT_DAY),
        unix_date(anyDay.dayOf(col(Entity.KNOWN_AT))).as(UsageDaily.KNOWN_DAY),
        col("millionths"),
        col("matches"),
        col("who"));
  }

  /** The version of each event that was known first; one shuffle serves grouping and sorting. */
  private static Dataset<Row> once(
      Dataset<Row> events, Collection<CellMetric> metrics, List<String> distinct) {
    Column someone =
        col(UsageEvent.ACCOUNT_KEY).isNotNull().or(col(UsageEvent.USER_KEY).isNotNull());
    return events
        .where(coalesce(col(Entity.DELETED), lit(false)).equalTo(false).and(someone))
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
                    matches(metrics).as("matches"),
                    who(distinct).as("who"))
                .as(FIRST))
        .repartition(col(Entity.SOURCE_KEY), col(Entity.SOURCE))
        .groupBy(Entity.SOURCE_KEY, Entity.SOURCE)
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
  private static Column matches(Collection<CellMetric> metrics) {
    Column matches = lit(0L);
    long bit = 1;
    for (CellMetric metric : metrics) {
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
