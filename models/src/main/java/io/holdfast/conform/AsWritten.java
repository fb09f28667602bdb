package io.holdfast.conform;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetJsonObject;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.ColumnNodeToExpressionConverter$;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * A field that an expression takes for a number, a time, a day, or for true or false is read as a
 * column of that type reads it: in a cast, and where Spark casts by itself, as in {@code amount /
 * 100}. What a function made of a field, such as {@code replace}, is left as it is.
 */
final class AsWritten {

  /** The rows with the expressions of their last projection changed. */
  static Dataset<Row> of(Dataset<Row> rows, Conversion conversion) {
    LogicalPlan analyzed = rows.queryExecution().analyzed();
    LogicalPlan read =
        analyzed.transformExpressionsUp(
            new AbstractPartialFunction<Expression, Expression>() {
              @Override
              public boolean isDefinedAt(Expression found) {
                return found instanceof Cast cast
                    && cast.child().dataType().equals(DataTypes.StringType)
                    && !cast.child().foldable()
                    && isAsWritten(cast.child(), cast.dataType())
                    && read(cast) != null;
              }

              @Override
              public Expression apply(Expression found) {
                return ColumnNodeToExpressionConverter$.MODULE$.apply(read((Cast) found).node());
              }

              private Column read(Cast cast) {
                return conversion.cast(ExpressionUtils.column(cast.child()), cast.dataType());
              }
            });
    return read.equals(analyzed)
        ? rows
        : Dataset$.MODULE$.ofRows((SparkSession) rows.sparkSession(), read);
  }

  /** JSON writes numbers with a point, wherever the source has a comma. */
  private static boolean isAsWritten(Expression value, DataType wanted) {
    if (value instanceof StringTrim || value instanceof Coalesce) {
      return CollectionConverters.asJava(value.children()).stream()
          .allMatch(child -> isAsWritten(child, wanted));
    }
    return value instanceof Attribute
        || value instanceof NamedLambdaVariable
        || value instanceof GetStructField
        || (value instanceof GetJsonObject && !(wanted instanceof NumericType))
        || value instanceof Literal;
  }

  private AsWritten() {}
}
