package io.holdfast.conform;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedLambdaVariable;
import org.apache.spark.sql.catalyst.expressions.RLike;
import org.apache.spark.sql.catalyst.expressions.StringTranslate;
import org.apache.spark.sql.catalyst.expressions.StringTrim;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import scala.Option;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Where a comma stands before decimals, a field that an expression takes for a number is read so:
 * in a cast, and where Spark casts by itself, as in {@code amount / 100}. What a function made of a
 * field, such as {@code replace}, is left as it is.
 */
final class CommaNumbers {
  /** What no cast takes: a number that is written otherwise must not be read at all. */
  private static final Expression NONE = text("not a number with a decimal comma");

  /**
   * The rows with the expressions of their last projection changed.
   *
   * @param form of a number with a comma
   */
  static Dataset<Row> of(Dataset<Row> rows, String form) {
    return Dataset$.MODULE$.ofRows(
        (SparkSession) rows.sparkSession(),
        rows.queryExecution()
            .analyzed()
            .transformExpressionsUp(
                new AbstractPartialFunction<Expression, Expression>() {
                  @Override
                  public boolean isDefinedAt(Expression found) {
                    return found instanceof Cast cast
                        && cast.dataType() instanceof NumericType
                        && cast.child().dataType().equals(DataTypes.StringType)
                        && !cast.child().foldable()
                        && isAsWritten(cast.child());
                  }

                  @Override
                  public Expression apply(Expression found) {
                    Expression child = ((Cast) found).child();
                    return found.mapChildren(c -> read(child, form));
                  }
                }));
  }

  private static boolean isAsWritten(Expression value) {
    if (value instanceof StringTrim || value instanceof Coalesce) {
      return CollectionConverters.asJava(value.children()).stream()
          .allMatch(CommaNumbers::isAsWritten);
    }
    return value instanceof Attribute
        || value instanceof NamedLambdaVariable
        || value instanceof GetStructField
        || value instanceof Literal;
  }

  private static Expression read(Expression value, String form) {
    List<Tuple2<Expression, Expression>> branches =
        List.of(
            Tuple2.apply(
                new RLike(value, text(form)), new StringTranslate(value, text(",."), text("."))),
            Tuple2.apply(new IsNotNull(value), NONE));
    return new CaseWhen(CollectionConverters.asScala(branches).toSeq(), Option.empty());
  }

  private static Literal text(String text) {
    return Literal.create(text, DataTypes.StringType);
  }

  private CommaNumbers() {}
}
