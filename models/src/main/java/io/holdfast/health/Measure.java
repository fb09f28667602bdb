package io.holdfast.health;

import io.holdfast.table.ColumnNames;
import java.io.Serializable;

/**
 * A number of customer_360 between a bad value and a good one; either may be the larger.
 *
 * @param feature column of customer_360: a number, or true (1) and false (0)
 * @param unless Spark SQL over customer_360 for accounts that the measure does not apply to, such
 *     as {@code tickets_91d = 0} for the response time; null: it applies to all. Must not be true
 *     of columns that are null, or missing data would count as a fact
 * @param words for people, with {@code {value}} in it; null: the feature's label
 */
public record Measure(String feature, String unless, double bad, double good, String words)
    implements Serializable {
  static final String VALUE = "value";
  private static final String NEVER = "false";

  public Measure {
    if (feature == null) {
      throw new IllegalArgumentException("needs a feature: a numeric column of customer_360");
    }
    unless = unless == null ? NEVER : unless;
    ColumnNames.in(unless);
    if (!Double.isFinite(bad) || !Double.isFinite(good) || bad == good) {
      throw new IllegalArgumentException(
          "feature '%s': bad %s and good %s should be two different numbers"
              .formatted(feature, bad, good));
    }
    if (words != null && !Template.of(words).names().equals(java.util.Set.of(VALUE))) {
      throw new IllegalArgumentException(
          "feature '%s': words '%s' should hold {value} or {value%%}, and nothing else in braces"
              .formatted(feature, words));
    }
  }

  boolean isAlwaysApplicable() {
    return unless.equals(NEVER);
  }

  /** How good a value is, from 0 at bad (or beyond) to 1 at good. */
  double goodness(double value) {
    return Math.min(1, Math.max(0, (value - bad) / (good - bad)));
  }
}
