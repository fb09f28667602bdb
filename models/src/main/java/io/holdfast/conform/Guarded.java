package io.holdfast.conform;

import static org.apache.spark.sql.functions.struct;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.TryEval;
import org.apache.spark.sql.classic.ExpressionUtils;

/** An expression that fails on one record must not fail the load. */
final class Guarded {
  static final String VALUE = "value";

  /**
   * A struct with the {@link #VALUE} of an expression, or null where computing it failed. Use it
   * below a condition that depends on the row: only there Spark never computes parts of it outside
   * of the guard.
   */
  static Column value(String sql, Macros macros) {
    Column struct = struct(ExpressionUtils.column(macros.expand(sql)).as(VALUE));
    return ExpressionUtils.column(new TryEval(ExpressionUtils.expression(struct)));
  }

  /** What {@link #value} holds in a column, or the column itself where no guard was needed. */
  static Column of(Column column, boolean plain) {
    return plain ? column : column.getField(VALUE);
  }

  private Guarded() {}
}
