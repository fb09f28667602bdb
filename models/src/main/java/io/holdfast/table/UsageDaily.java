package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.STRINGS;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Mergeable daily cells: counts, sums and exact distinct users. A row holds the cells of one source
 * key (or user), metric and load, side by side in arrays of equal length, ordered by known day and
 * event day; so a year of an account is read as one row.
 */
public final class UsageDaily {
  public static final String SOURCE = "source";
  public static final String ACCOUNT_KEY = "account_key";
  public static final String USER_KEY = "user_key";
  public static final String METRIC = "metric";
  public static final String DEFINITION = "definition";
  public static final String N = "n";
  public static final String EVENT_DAYS = "event_days";
  public static final String KNOWN_DAYS = "known_days";
  public static final String COUNTS = "counts";
  public static final String MILLIONTHS = "millionths";
  public static final String USER_COUNTS = "user_counts";
  public static final String USER_NUMBERS = "user_numbers";
  public static final String USERS = "users";
  public static final String STARTS = "starts";
  public static final String BATCH = "batch";

  /** Fields of {@link #STARTS}. */
  public static final String KNOWN_DAY = "known_day";

  public static final String EVENT_DAY = "event_day";

  private static final DataType INTS = new ArrayType(DataTypes.IntegerType, false);
  private static final DataType LONGS = new ArrayType(DataTypes.LongType, false);

  public static final Table TABLE =
      Table.of(
              "usage_daily",
              Table.Kind.APPENDED,
              "source key (or user), metric, load: its cells by event day and known day",
              "",
              SOURCE,
              ACCOUNT_KEY,
              USER_KEY,
              METRIC,
              DEFINITION,
              BATCH)
          .with(SOURCE, STRING, "system it comes from")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(USER_KEY, STRING, "the source's key of the user, where events name no account")
          .with(METRIC, STRING, "cell metric, as named in metrics.yaml")
          .with(DEFINITION, STRING, "hash of what the metric counts")
          .with(N, COUNT, "events in all its cells")
          .with(
              EVENT_DAYS,
              INTS,
              "per cell: day it happened, in the company's time zone, as days since 1970")
          .with(KNOWN_DAYS, INTS, "per cell: day it could first be known, likewise")
          .with(COUNTS, LONGS, "per cell: how often it happened")
          .with(MILLIONTHS, LONGS, "per cell: sum of the measured quantity, in millionths")
          .with(USER_COUNTS, INTS, "per cell: distinct users, or what else the metric keeps apart")
          .with(USER_NUMBERS, INTS, "those of the first cell, then of the next: positions in users")
          .with(USERS, STRINGS, "distinct users of all cells, sorted")
          .with(
              STARTS,
              new ArrayType(
                  DataTypes.createStructType(
                      new StructField[] {
                        DataTypes.createStructField(KNOWN_DAY, DataTypes.IntegerType, false),
                        DataTypes.createStructField(EVENT_DAY, DataTypes.IntegerType, false)
                      }),
                  false),
              "known days on which the earliest event day falls, with that day")
          .with(BATCH, STRING, "load that brought it");

  /**
   * One row a cell, with its days as {@link #EVENT_DAY} and {@link #KNOWN_DAY} beside the columns.
   */
  static Dataset<Row> apart(Dataset<Row> rows) {
    return rows.selectExpr("*", "posexplode(event_days) as (cell, event_day)")
        .withColumn(KNOWN_DAY, get(col(KNOWN_DAYS), col("cell")))
        .withColumn(
            "before",
            expr("aggregate(slice(user_counts, 1, cell), 0, (sum, count) -> sum + count)"))
        .withColumn(N, get(col(COUNTS), col("cell")))
        .withColumn(USER_NUMBERS, expr("slice(user_numbers, before + 1, get(user_counts, cell))"))
        .withColumn(USER_COUNTS, array(get(col(USER_COUNTS), col("cell"))))
        .withColumn(COUNTS, array(col(N)))
        .withColumn(MILLIONTHS, array(get(col(MILLIONTHS), col("cell"))))
        .drop("cell", "before");
  }

  /** Rows of cells that are apart, their days as {@link #EVENT_DAY} and {@link #KNOWN_DAY} say. */
  static Dataset<Row> dated(Dataset<Row> cells) {
    return TABLE.conform(
        cells
            .withColumn(EVENT_DAYS, array(col(EVENT_DAY)))
            .withColumn(KNOWN_DAYS, array(col(KNOWN_DAY)))
            .withColumn(STARTS, array(struct(col(KNOWN_DAY), col(EVENT_DAY)))));
  }

  private UsageDaily() {}
}
