package io.holdfast.outcome;

import java.io.Serializable;
import java.util.List;

/**
 * Probabilities at which a band begins; below {@code medium} is the lowest.
 *
 * @param medium 0.10 unless given
 * @param high 0.25 unless given
 * @param critical 0.50 unless given
 * @param words what the four bands are called, the lowest first; low, medium, high, and critical or
 *     (where high is good) very high unless given
 */
public record Bands(Double medium, Double high, Double critical, List<String> words)
    implements Serializable {
  private static final List<String> BAD = List.of("low", "medium", "high", "critical");
  private static final List<String> GOOD = List.of("low", "medium", "high", "very high");

  public Bands {
    medium = medium == null ? 0.10 : medium;
    high = high == null ? 0.25 : high;
    critical = critical == null ? 0.50 : critical;
    words = words == null ? List.of() : List.copyOf(words);
    if (!(0 < medium && medium < high && high < critical && critical < 1)) {
      throw new IllegalArgumentException(
          "bands should rise between 0 and 1, not medium %s, high %s, critical %s"
              .formatted(medium, high, critical));
    }
    if (!words.isEmpty() && (words.size() != 4 || words.stream().distinct().count() != 4)) {
      throw new IllegalArgumentException(
          "words of bands should be four different ones, the lowest first, not " + words);
    }
  }

  Bands named(Outcome.Direction direction) {
    return words.isEmpty()
        ? new Bands(medium, high, critical, direction == Outcome.Direction.HIGH_IS_BAD ? BAD : GOOD)
        : this;
  }

  /** 0 for the lowest band to 3 for the highest. */
  public int rank(double probability) {
    return (probability < medium ? 0 : 1)
        + (probability < high ? 0 : 1)
        + (probability < critical ? 0 : 1);
  }

  /** Names of the upper two, of accounts that are worth a look. */
  public List<String> strong() {
    return words.subList(2, 4);
  }
}
