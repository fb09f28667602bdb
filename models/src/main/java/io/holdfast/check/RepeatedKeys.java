package io.holdfast.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keys of a table that name more than one row. */
public final class RepeatedKeys {
  static final String VIEW = "repeated_key";

  /** One row for each such key: {@code table_name} and how many rows it names, {@code times}. */
  public static Dataset<Row> of(Table table, Dataset<Row> rows) {
    Column[] key = table.key().stream().map(name -> col(name)).toArray(Column[]::new);
    return rows.groupBy(key)
        .agg(count(lit(1)).as("times"))
        .where(col("times").gt(1))
        .select(lit(table.name()).as("table_name"), col("times"));
  }

  private RepeatedKeys() {}
}
