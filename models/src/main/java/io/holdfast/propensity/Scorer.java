package io.holdfast.propensity;

import java.io.Serializable;
import java.util.List;

/** Something trained that turns raw features into log-odds, one addend a feature. */
public sealed interface Scorer extends Serializable permits LogisticScorer, BoostedScorer {

  /**
   * The addends of the log-odds before calibration.
   *
   * @param rows raw features of each row, NaN where missing
   * @return for each row one number a feature and, last, the base
   */
  double[][] explain(List<double[]> rows);

  /** Log-odds before calibration of each row. */
  default double[] margins(List<double[]> rows) {
    double[][] addends = explain(rows);
    double[] margins = new double[addends.length];
    for (int i = 0; i < margins.length; i++) {
      for (double addend : addends[i]) {
        margins[i] += addend;
      }
    }
    return margins;
  }
}
