package io.holdfast.load;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.holdfast.load.Exemptions.Range;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Numbers of one column and delivery that are not what they may be.
 *
 * @param column entity and column, such as invoice.amount
 */
public record OutOfRange(String column, long rows, double least, double greatest) {
  private static final String OF = "of";

  /**
   * A row for each file and column that has such numbers: file, then what {@link #of} reads. All
   * rows are looked at, not only those that are profiled.
   *
   * @param rows rows of a conformed entity
   * @param ranges of any columns; those of other tables are passed over
   * @return none where no range is of the table
   */
  public static Optional<Dataset<Row>> in(
      Table table, Dataset<Row> rows, Map<String, Range> ranges) {
    Column[] outside =
        table.columnNames().stream()
            .filter(column -> ranges.containsKey(title(table, column)))
            .map(column -> value(table, column, ranges.get(title(table, column))))
            .toArray(Column[]::new);
    return outside.length == 0
        ? Optional.empty()
        : Optional.of(
            rows.select(col(Entity.FILE), explode(array(outside)).as(OF))
                .where(col(OF + ".outside"))
                .groupBy(col(Entity.FILE), col(OF + ".column"))
                .agg(
                    count(lit(1)).as("rows"),
                    min(OF + ".number").as("least"),
                    max(OF + ".number").as("greatest")));
  }

  private static String title(Table table, String column) {
    return table.name() + "." + column;
  }

  private static Column value(Table table, String column, Range range) {
    Column number = col(column).cast(Table.NUMBER);
    Column below = range.min() == null ? lit(false) : number.lt(range.min());
    Column above = range.max() == null ? lit(false) : number.gt(range.max());
    return struct(
        lit(title(table, column)).as("column"), number.as("number"), below.or(above).as("outside"));
  }

  /** From a row of {@link #in}. */
  public static OutOfRange of(Row row) {
    return new OutOfRange(
        row.getAs("column"),
        row.<Long>getAs("rows"),
        row.<Double>getAs("least"),
        row.<Double>getAs("greatest"));
  }

  /** Both together, of the same column. */
  public OutOfRange and(OutOfRange other) {
    return new OutOfRange(
        column,
        rows + other.rows,
        Math.min(least, other.least),
        Math.max(greatest, other.greatest));
  }

  /** What there is to be said of it in a delivery. */
  public LoadFinding finding(Delivery delivery, Range range) {
    return new LoadFinding(
        Kind.BOUNDS,
        delivery,
        column,
        Judge.say(
            "%,d of its values should be %s and are not (%s to %s)",
            rows, range.inWords(), Exemptions.figure(least), Exemptions.figure(greatest)));
  }
}
