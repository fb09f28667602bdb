package io.holdfast.score;

import io.holdfast.outcome.Outcome;
import java.io.Serializable;

/**
 * What sentences and bands need to know of an outcome.
 *
 * @param bad whether a high probability is bad news
 * @param medium probability at which the band begins; below it is low
 */
public record OutcomeWords(String name, boolean bad, double medium, double high, double critical)
    implements Serializable {

  public static OutcomeWords of(Outcome outcome) {
    return new OutcomeWords(
        outcome.name(),
        outcome.direction() == Outcome.Direction.HIGH_IS_BAD,
        outcome.bands().medium(),
        outcome.bands().high(),
        outcome.bands().critical());
  }

  /** The band of a probability: low, medium, high or critical. */
  public String band(double probability) {
    if (probability < medium) {
      return "low";
    }
    return probability < high ? "medium" : probability < critical ? "high" : "critical";
  }

  /** What a probability of it is called, such as {@code churn risk} or {@code upsell chance}. */
  String noun() {
    return name.replace('_', ' ') + (bad ? " risk" : " chance");
  }
}
