package io.holdfast.conform;

import java.util.stream.Stream;
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
import org.apache.spark.sql.catalyst.expressions.ParseToTimestamp;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.catalyst.expressions.TimeZoneAwareExpression;
import org.apache.spark.sql.catalyst.expressions.ToTimestamp;
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
 * column of that type reads it: in a cast, in {@code to_timestamp}, and where Spark casts by
 * itself, as in {@code amount / 100}. What a function made of a field, such as {@code replace}, is
 * left as it is, but for the zone of a time without an offset: it is the source's wherever a text
 * becomes a time.
 */
final class AsWritten {
  private static final String WITH_HOUR = ".*[hHkKa].*";

  /** The rows with the expressions of their last projection changed. */
  static Dataset<Row> of(Dataset<Row> rows, Conversion conversion) {
    LogicalPlan analyzed = rows.queryExecution().analyzed();
    LogicalPlan read =
        analyzed.transformExpressionsUp(
            new AbstractPartialFunction<Expression, Expression>() {
              @Override
              public boolean isDefinedAt(Expression found) {
                return isParsed(found)
                    || (found instanceof Cast cast
                        && isRead(cast.child(), cast.dataType())
                        && conversion.reads(cast.dataType()));
              }

              /** Whether it makes a time of a text, by a pattern or of what a function gave. */
              private boolean isParsed(Expression found) {
                return found instanceof ParseToTimestamp
                    || found instanceof ToTimestamp
                    || (found instanceof Cast cast
                        && cast.dataType().equals(DataTypes.TimestampType)
                        && cast.child().dataType().equals(DataTypes.StringType)
                        && !isRead(cast.child(), cast.dataType()));
              }

              @Override
              public Expression apply(Expression found) {
                if (found instanceof ParseToTimestamp parse
                    && parse.format().isEmpty()
                    && isRead(parse.left(), parse.dataType())) {
                  return read(parse.left(), parse.dataType());
                }
                return isParsed(found)
                    ? (Expression) ((TimeZoneAwareExpression) found).withTimeZone(zone(found))
                    : read(((Cast) found).child(), found.dataType());
              }

              private Expression read(Expression text, DataType wanted) {
                Column read = conversion.cast(ExpressionUtils.column(text), wanted);
                return ColumnNodeToExpressionConverter$.MODULE$.apply(read.node());
              }

              /** Of a pattern without an hour the company's, in which days begin. */
              private String zone(Expression parsed) {
                return patterns(parsed).anyMatch(pattern -> pattern.matches(WITH_HOUR))
                        || patterns(parsed).findAny().isEmpty()
                    ? conversion.zone().getId()
                    : conversion.days().getId();
              }
            });
    return read.equals(analyzed)
        ? rows
        : Dataset$.MODULE$.ofRows((SparkSession) rows.sparkSession(), read);
  }

  /** The pattern that a text is parsed by, where it is a constant. */
  private static Stream<String> patterns(Expression parsed) {
    return CollectionConverters.asJava(parsed.children()).stream()
        .skip(1)
        .filter(Expression::foldable)
        .map(pattern -> String.valueOf(pattern.eval(null)));
  }

  private static boolean isRead(Expression text, DataType wanted) {
    return text.dataType().equals(DataTypes.StringType)
        && !text.foldable()
        && isAsWritten(text, wanted);
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
