package io.holdfast.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import scala.jdk.javaapi.CollectionConverters;

/** Names of columns that people write into a configuration, looked at before a session exists. */
public final class ColumnNames {

  /**
   * Columns that a Spark SQL expression reads.
   *
   * @throws IllegalArgumentException with the expression and what is wrong, when it does not parse
   */
  public static Set<String> in(String sql) {
    Set<String> found = new TreeSet<>();
    collect(parsed(sql), found);
    return found;
  }

  private static Expression parsed(String sql) {
    try {
      return new CatalystSqlParser().parseExpression(sql);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "'%s' is not a Spark SQL expression: %s"
              .formatted(sql, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private static void collect(Expression expression, Set<String> found) {
    if (expression instanceof UnresolvedAttribute attribute) {
      found.add(attribute.nameParts().head());
    }
    CollectionConverters.asJava(expression.children()).forEach(child -> collect(child, found));
  }

  /** "; did you mean 'x'?" for the closest known name, or an empty string when none is close. */
  public static String hint(String given, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance.apply(given, name))
                .thenComparing(Comparator.naturalOrder()))
        .filter(name -> distance.apply(given, name) <= Math.max(2, given.length() / 3))
        .map("; did you mean '%s'?"::formatted)
        .orElse("");
  }

  private ColumnNames() {}
}
