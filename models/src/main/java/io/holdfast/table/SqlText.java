package io.holdfast.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.jdk.javaapi.CollectionConverters;

/** Spark SQL expressions in configuration, checked before a session exists. */
final class SqlText {

  /**
   * Checks that an expression parses and names only columns of a table; null is fine.
   *
   * @throws IllegalArgumentException naming the key, the expression and what is wrong
   */
  static void check(String key, String sql, Table table) {
    check(key, sql, table, List.of());
  }

  /** Likewise, where the table gets more columns when it is read. */
  static void check(String key, String sql, Table table, List<String> more) {
    if (sql == null) {
      return;
    }
    for (String column : columns(key, sql)) {
      if (!table.columnNames().contains(column) && !more.contains(column)) {
        throw new IllegalArgumentException(
            "%s '%s': %s has no column %s; it has %s"
                .formatted(key, sql, table.name(), column, String.join(", ", table.columnNames())));
      }
    }
  }

  /**
   * Checks that an expression shows nothing that may tell who somebody is: neither a personal
   * column nor the company's own attributes, which may be personal too.
   *
   * @throws IllegalArgumentException naming the column
   */
  static void checkShown(String key, String sql, Table table) {
    for (String name : columns(key, sql)) {
      boolean isPersonal =
          table.columns().stream().anyMatch(c -> c.name().equals(name) && c.personal());
      if (isPersonal || name.equals(Entity.CUSTOM)) {
        throw new IllegalArgumentException(
            "%s '%s': %s of %s may tell who somebody is and stays where it landed"
                .formatted(key, sql, name, table.name()));
      }
    }
  }

  /** Whether an expression that is well-formed names one of some columns. */
  static boolean names(String sql, List<String> columns) {
    return sql != null && columns("", sql).stream().anyMatch(columns::contains);
  }

  private static List<String> columns(String key, String sql) {
    try {
      List<String> found = new ArrayList<>();
      collect(new CatalystSqlParser().parseExpression(sql), found);
      return found;
    } catch (Exception e) {
      if (e instanceof ParseException parse) {
        throw new IllegalArgumentException(
            "%s '%s' is not a Spark SQL expression: %s"
                .formatted(key, sql, parse.getMessage().lines().findFirst().orElse("")),
            e);
      }
      throw e;
    }
  }

  private static void collect(Expression expression, List<String> found) {
    if (expression instanceof UnresolvedAttribute attribute) {
      found.add(attribute.nameParts().head());
    }
    CollectionConverters.asJava(expression.children()).forEach(child -> collect(child, found));
  }

  private SqlText() {}
}
