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

  /** What it is about: features of one name but for window and comparison tell of one cause. */
  String cause() {
    return words()
        .name()
        .replaceFirst("_\\d+d$", "")
        .replaceFirst("_(trend|slope|change|season|peers|last|streak)$", "");
  }
}
