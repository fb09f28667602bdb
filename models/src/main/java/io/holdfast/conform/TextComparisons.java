package io.holdfast.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.BinaryComparison;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Greatest;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.Least;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Comparisons that hold only as long as every tool writes values alike: true and false as texts
 * ({@code 'true'} is not {@code True}), and texts by size, where {@code 10} comes before {@code 9}
 * and a time with an offset lies anywhere.
 */
final class TextComparisons {
  private static final Set<String> FLAGS = Set.of("true", "false");

  /** What is wrong with an analyzed expression, each ready to follow it. */
  static List<String> in(Expression expression) {
    List<String> problems = new ArrayList<>();
    walk(expression, problems);
    return problems;
  }

  private static void walk(Expression expression, List<String> problems) {
    if (ofFlag(expression)) {
      problems.add(
          "compares true or false as texts, which tools also write True, TRUE or 1; say boolean(field)");
    } else if (bySize(expression)) {
      problems.add(
          "compares texts by size; say timestamp(field), date(field) or cast(field AS decimal(18, 2)) on both sides");
    }
    children(expression).forEach(child -> walk(child, problems));
  }

  private static boolean ofFlag(Expression expression) {
    boolean compares =
        expression instanceof EqualTo
            || expression instanceof EqualNullSafe
            || expression instanceof In;
    List<Expression> all = children(expression);
    return compares
        && all.stream().allMatch(TextComparisons::isText)
        && all.stream().anyMatch(side -> !side.foldable())
        && all.stream()
            .filter(Literal.class::isInstance)
            .anyMatch(side -> FLAGS.contains(side.toString().toLowerCase(Locale.ROOT)));
  }

  private static boolean bySize(Expression expression) {
    boolean compares =
        expression instanceof Greatest
            || expression instanceof Least
            || (expression instanceof BinaryComparison
                && !(expression instanceof EqualTo)
                && !(expression instanceof EqualNullSafe));
    return compares && children(expression).stream().allMatch(TextComparisons::isText);
  }

  private static boolean isText(Expression expression) {
    return expression.dataType().equals(DataTypes.StringType);
  }

  private static List<Expression> children(Expression expression) {
    return List.copyOf(CollectionConverters.asJava(expression.children()));
  }

  private TextComparisons() {}
}
