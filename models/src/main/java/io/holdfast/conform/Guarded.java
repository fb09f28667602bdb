package io.holdfast.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.holdfast.table.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.classic.ExpressionUtils;

/** An expression that fails on one record must not fail the load. */
final class Guarded {
  static final String VALUE = "value";
  static final String FROM = "from";
  private static final int TOLD = 3;
  private static final int SHOWN = 60;

  /**
   * A struct with the {@link #VALUE} of an expression, or null where computing it failed. Use it
   * below a condition that depends on the row: only there Spark never computes parts of it outside
   * of the guard.
   */
  static Column value(String sql, Shared shared) {
    return value(shared.expand(sql));
  }

  static Column value(Expression expression) {
    Column struct = struct(ExpressionUtils.column(expression).as(VALUE));
    return ExpressionUtils.column(new TryEval(ExpressionUtils.expression(struct)));
  }

  /**
   * The same, but where computing failed {@link #VALUE} is null and {@link #FROM} tells the fields
   * that the expression reads.
   */
  static Column told(String sql, Shared shared) {
    Column value = ExpressionUtils.column(shared.expand(sql)).as(VALUE);
    Column computed = struct(value, lit(null).cast(Table.STRING).as(FROM));
    return coalesce(
        ExpressionUtils.column(new TryEval(ExpressionUtils.expression(computed))),
        struct(lit(null).as(VALUE), from(sql).as(FROM)));
  }

  private static Column from(String sql) {
    Column[] fields =
        Expressions.fields(sql).stream()
            .limit(TOLD)
            .map(
                path -> {
                  Column text =
                      col("`" + String.join("`.`", path) + "`").cast(Table.STRING).substr(1, SHOWN);
                  Column shown = coalesce(concat(lit(": '"), text, lit("'")), lit(": empty"));
                  return concat(lit(String.join(".", path)), shown);
                })
            .toArray(Column[]::new);
    return concat_ws(", ", fields);
  }

  /** What {@link #value} holds in a column, or the column itself where no guard was needed. */
  static Column of(Column column, boolean plain) {
    return plain ? column : column.getField(VALUE);
  }

  private Guarded() {}
}
