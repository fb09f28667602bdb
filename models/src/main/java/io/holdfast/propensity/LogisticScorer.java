package io.holdfast.propensity;

import java.util.List;

/**
 * A logistic regression. Its base is the log-odds of an account that is average in everything.
 *
 * @param features number of raw features
 * @param coefficients one for each input of the preparation
 */
public record LogisticScorer(
    int features, Preparation preparation, List<Double> coefficients, double intercept)
    implements Scorer {

  @Override
  public double[][] explain(List<double[]> rows) {
    double[][] addends = new double[rows.size()][features + 1];
    List<Preparation.Input> inputs = preparation.inputs();
    for (int row = 0; row < addends.length; row++) {
      double[] raw = rows.get(row);
      for (int i = 0; i < inputs.size(); i++) {
        Preparation.Input input = inputs.get(i);
        addends[row][input.feature()] += coefficients.get(i) * input.of(raw[input.feature()]);
      }
      addends[row][features] = intercept;
    }
    return addends;
  }
}
