package io.holdfast.health;

import java.io.Serializable;
import java.util.List;

/**
 * One side of an account's health.
 *
 * @param weight its share of the score, in relation to the other dimensions
 * @param worst the least it can score, 0 when null. What is unknown counts as this little, so a
 *     side that is often unknown, such as surveys, should not start at 0
 */
public record Dimension(String name, double weight, Double worst, List<Measure> measures)
    implements Serializable {

  public Dimension {
    worst = worst == null ? 0 : worst;
    measures = List.copyOf(measures);
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("needs a name, such as 'product use'");
    }
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight %s should be above 0".formatted(weight));
    }
    if (!(worst >= 0 && worst < 100)) {
      throw new IllegalArgumentException("worst %s should be from 0 to below 100".formatted(worst));
    }
    if (measures.stream().noneMatch(Measure::isAlwaysApplicable)) {
      throw new IllegalArgumentException(
          "dimension '%s' needs at least one measure without 'unless'".formatted(name));
    }
  }
}
