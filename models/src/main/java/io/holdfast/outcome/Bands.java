package io.holdfast.outcome;

/**
 * Probabilities at which a band begins; below {@code medium} it is low.
 *
 * @param medium 0.10 unless given
 * @param high 0.25 unless given
 * @param critical 0.50 unless given
 */
public record Bands(Double medium, Double high, Double critical) {
  public Bands {
    medium = medium == null ? 0.10 : medium;
    high = high == null ? 0.25 : high;
    critical = critical == null ? 0.50 : critical;
    if (!(0 < medium && medium < high && high < critical && critical < 1)) {
      throw new IllegalArgumentException(
          "bands should rise between 0 and 1, not medium %s, high %s, critical %s"
              .formatted(medium, high, critical));
    }
  }
}
