package io.holdfast.score;

import io.holdfast.table.FeatureWords;

/**
 * Why a probability is as it is: one feature with its evidence.
 *
 * @param contribution log-odds that it adds
 */
record Reason(double contribution, Comparison evidence) {
  FeatureWords words() {
    return evidence.words();
  }

  /** What it tells of. */
  String cause() {
    return words().told().cause();
  }
}
