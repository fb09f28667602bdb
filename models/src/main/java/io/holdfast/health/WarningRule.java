package io.holdfast.health;

import io.holdfast.table.ColumnNames;
import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * When to warn about an account, and what to say.
 *
 * @param when Spark SQL over the columns of customer_360; null is not a warning
 * @param sentence with columns of customer_360 in braces: {@code {seats}}, as a percentage {@code
 *     {users_per_seat_28d%}}
 */
public record WarningRule(String rule, String when, Severity severity, String sentence)
    implements Serializable {

  /** How soon somebody should look. */
  public enum Severity {
    WATCH,
    WARN,
    URGENT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public WarningRule {
    if (rule == null || !rule.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "rule '%s' should be a name such as usage_collapse".formatted(rule));
    }
    if (when == null || severity == null || sentence == null) {
      throw new IllegalArgumentException(
          "warning '%s' needs when, severity (watch, warn, urgent) and sentence".formatted(rule));
    }
    ColumnNames.in(when);
    Template.of(sentence);
  }

  /** Columns that it reads. */
  Set<String> columns() {
    Set<String> columns = new TreeSet<>(ColumnNames.in(when));
    columns.addAll(template().names());
    return columns;
  }

  Template template() {
    return Template.of(sentence);
  }
}
