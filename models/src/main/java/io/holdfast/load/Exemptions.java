package io.holdfast.load;

import java.util.Map;
import java.util.Set;

/**
 * Where somebody knows better than an export's own past.
 *
 * @param ignored what is not judged
 * @param ranges what numbers may be, by entity and column, such as {@code invoice.amount}; their
 *     size and sign are judged by that alone
 */
public record Exemptions(Set<Kind> ignored, Map<String, Range> ranges) {
  public static final Exemptions NONE = new Exemptions(Set.of(), Map.of());

  private static final Set<Kind> BY_RANGE = Set.of(Kind.UNIT, Kind.SIGN);

  /**
   * What a number may be.
   *
   * @param min null: there is none
   * @param max null: there is none
   */
  public record Range(Double min, Double max) {
    String inWords() {
      return min == null
          ? "at most " + figure(max)
          : max == null
              ? "at least " + figure(min)
              : "%s to %s".formatted(figure(min), figure(max));
    }
  }

  boolean judges(LoadFinding finding) {
    return !ignored.contains(finding.kind())
        && !(BY_RANGE.contains(finding.kind()) && ranges.containsKey(finding.column()));
  }

  static String figure(double value) {
    return Judge.say(value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
  }
}
