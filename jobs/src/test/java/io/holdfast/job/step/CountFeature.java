package io.holdfast.job.step;

import io.holdfast.table.Defined;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;

/** The plainest feature: how many of something there were in a window. */
public final class CountFeature {

  /** Counts over so many days. */
  public static FeatureDefinition of(String what, int window) {
    return Defined.as("of", what, "measure", Measure.COUNT, "window", window);
  }

  private CountFeature() {}
}
