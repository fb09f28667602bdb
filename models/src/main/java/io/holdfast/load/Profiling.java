package io.holdfast.load;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import io.holdfast.table.Entity;
import io.holdfast.table.LoadProfile;
import io.holdfast.table.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapGroupsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructType;

/** Looks at the entity rows of a load, column by column, delivery by delivery. */
public final class Profiling {
  /** Rows of a delivery that are looked at. */
  public static final long ROWS = 2_000;

  /** Columns of {@link #of}: the delivery, and an array of {@link LoadProfile#OF_COLUMN}. */
  public static final StructType SCHEMA =
      new StructType()
          .add(LoadProfile.DELIVERY, Table.STRING)
          .add(LoadProfile.COLUMNS, DataTypes.createArrayType(LoadProfile.OF_COLUMN));

  private static final Set<String> UNTOLD =
      Set.of(
          Entity.SOURCE,
          Entity.VERSION,
          Entity.CUSTOM,
          Entity.STATES,
          Entity.FILE,
          Entity.RECORD_NO,
          Entity.BATCH);

  /** What tells one record from another that has its key, the first that an entity has. */
  private static final List<String> BESIDE =
      List.of("account_key", "user_key", "subscription_key", "name", "metric");

  private static final String VALUE = "value";

  /**
   * A row for each value of some rows of a table.
   *
   * @param rows rows of a conformed entity
   * @param mapped columns that the export's mapping maps
   * @param share which share of the rows is looked at, by their keys
   */
  public static Dataset<Row> values(
      Table table, Dataset<Row> rows, Set<String> mapped, double share) {
    List<Column> values = new ArrayList<>();
    Column beside = xxhash64(col(beside(table)));
    for (io.holdfast.table.Column column : table.columns()) {
      if (isTold(column, mapped)) {
        values.add(value(table, column, beside));
      }
    }
    Dataset<Row> looked =
        share >= 1
            ? rows
            : rows.where(
                xxhash64(col(Entity.SOURCE_KEY))
                    .leq(lit((long) (Long.MIN_VALUE + share * Math.pow(2, 64)))));
    return looked
        .select(col(Entity.FILE), explode(array(values.toArray(Column[]::new))).as(VALUE))
        .select(Entity.FILE, VALUE + ".*");
  }

  private static boolean isTold(io.holdfast.table.Column column, Set<String> mapped) {
    boolean shared =
        column.name().equals(Entity.SOURCE_KEY) || column.name().equals(Entity.EVENT_TIME);
    return !UNTOLD.contains(column.name())
        && (shared || mapped.contains(column.name()))
        && kind(column) != null;
  }

  private static String beside(Table table) {
    return BESIDE.stream()
        .filter(table.columnNames()::contains)
        .findFirst()
        .orElse(Entity.SOURCE_KEY);
  }

  private static ColumnProfile.Kind kind(io.holdfast.table.Column column) {
    DataType type = column.type();
    if (type.equals(Table.TIME) || type.equals(Table.DAY)) {
      return ColumnProfile.Kind.TIME;
    }
    if (type.equals(Table.STRING)) {
      return column.name().endsWith("_key") ? ColumnProfile.Kind.KEY : ColumnProfile.Kind.WORD;
    }
    if (type.equals(Table.FLAG)) {
      return ColumnProfile.Kind.WORD;
    }
    return type instanceof DecimalType || type.equals(Table.NUMBER) || type.equals(Table.COUNT)
        ? ColumnProfile.Kind.NUMBER
        : null;
  }

  private static Column value(Table table, io.holdfast.table.Column column, Column beside) {
    ColumnProfile.Kind kind = kind(column);
    Column value = col(column.name());
    Column time = column.type().equals(Table.DAY) ? value.cast(Table.TIME) : value;
    Column number =
        switch (kind) {
          case NUMBER -> value.cast(Table.NUMBER);
          case TIME -> time.cast(Table.NUMBER);
          default -> lit(null).cast(Table.NUMBER);
        };
    boolean own = column.name().equals(Entity.SOURCE_KEY);
    return struct(
        lit(table.name()).as(LoadProfile.ENTITY),
        lit(column.name()).as(LoadProfile.COLUMN),
        lit(kind.name()).as(LoadProfile.KIND),
        lit(column.personal()).as("personal"),
        value.cast(Table.STRING).as("text"),
        number.as("number"),
        xxhash64(value.cast(Table.STRING)).as("hash"),
        (own ? beside : lit(0L)).as("beside"));
  }

  /**
   * What the columns of each delivery look like, in the layout of {@link #SCHEMA}.
   *
   * @param values rows of {@link #values} of all tables of an export
   * @param zone the company's, in which hours are counted
   */
  public static Dataset<Row> of(Dataset<Row> values, ZoneId zone) {
    return values
        .groupByKey(
            (org.apache.spark.api.java.function.MapFunction<Row, String>)
                row -> Delivery.name(row.getString(0)),
            Encoders.STRING())
        .mapGroups(
            (MapGroupsFunction<String, Row, Row>) (name, rows) -> counted(name, rows, zone),
            Encoders.row(SCHEMA));
  }

  private static Row counted(String delivery, Iterator<Row> rows, ZoneId zone) {
    Map<String, ColumnCounter> counters = new LinkedHashMap<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      String entity = row.getString(1);
      String column = row.getString(2);
      counters
          .computeIfAbsent(
              entity + "." + column,
              any ->
                  new ColumnCounter(
                      entity,
                      column,
                      ColumnProfile.Kind.valueOf(row.getString(3)),
                      row.getBoolean(4),
                      zone))
          .add(
              row.getString(5),
              row.isNullAt(6) ? null : row.getDouble(6),
              row.getLong(7),
              row.getLong(8));
    }
    Stream<Row> columns =
        counters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> entry.getValue().profile().row());
    return RowFactory.create(delivery, columns.toArray());
  }

  private Profiling() {}
}
