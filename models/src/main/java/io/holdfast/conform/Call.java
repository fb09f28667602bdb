package io.holdfast.conform;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.StaticInvoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A value computed by a static Java method: little in a plan and in generated code, however much
 * the method does. Of null it gives null.
 */
final class Call {

  /** What a method of {@link TextValues} makes of a value and of constants. */
  static Column of(String method, DataType type, Column value, Object... constants) {
    return of(TextValues.class, method, type, value, constants);
  }

  static Column of(
      Class<?> owner, String method, DataType type, Column value, Object... constants) {
    List<Expression> arguments = new ArrayList<>(List.of(ExpressionUtils.expression(value)));
    for (Object constant : constants) {
      arguments.add(Literal.create(constant, new ObjectType(declared(constant))));
    }
    return ExpressionUtils.column(
        new StaticInvoke(
            owner,
            type,
            method,
            CollectionConverters.asScala(arguments).toSeq(),
            CollectionConverters.asScala(List.<AbstractDataType>of()).toSeq(),
            true,
            true,
            true,
            Option.empty()));
  }

  /** The type that methods declare: of a zone its public one. */
  private static Class<?> declared(Object constant) {
    return constant instanceof ZoneId ? ZoneId.class : constant.getClass();
  }

  private Call() {}
}
