package io.holdfast.score;

import io.holdfast.outcome.Bands;
import io.holdfast.outcome.Outcome;
import java.io.Serializable;

/**
 * What sentences and bands need to know of an outcome.
 *
 * @param bad whether a high probability is bad news
 */
public record OutcomeWords(String name, boolean bad, Bands bands) implements Serializable {

  public static OutcomeWords of(Outcome outcome) {
    return new OutcomeWords(
        outcome.name(), outcome.direction() == Outcome.Direction.HIGH_IS_BAD, outcome.bands());
  }

  /** What the band of a probability is called. */
  public String band(double probability) {
    return bands.words().get(bands.rank(probability));
  }

  /** What a probability of it is called, such as {@code churn risk} or {@code upsell chance}. */
  String noun() {
    return name.replace('_', ' ') + (bad ? " risk" : " chance");
  }
}
