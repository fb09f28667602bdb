package io.holdfast.job.step;

import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Direction;
import io.holdfast.table.FeatureDefinition.Measure;

/** The plainest feature: how many of something there were in a window. */
public final class CountFeature {

  /** Counts over so many days. */
  public static FeatureDefinition of(String what, int window) {
    return new FeatureDefinition(
        what,
        null,
        null,
        null,
        null,
        null,
        null,
        Measure.COUNT,
        window,
        null,
        null,
        null,
        "how often",
        "times",
        Direction.GOOD,
        "usage",
        null,
        null);
  }

  private CountFeature() {}
}
