package io.holdfast.propensity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosted trees, explained by exact Shapley values (Lundberg 2018). Its base is the mean log-odds
 * of the rows trained on.
 *
 * @param features number of raw features
 * @param booster XGBoost's own binary format in Base64
 */
public record BoostedScorer(int features, String booster) implements Scorer {

  @Override
  public double[][] explain(List<double[]> rows) {
    return rows.isEmpty()
        ? new double[0][]
        : predicted(rows, (trees, matrix) -> trees.predictContrib(matrix, 0));
  }

  @Override
  public double[] margins(List<double[]> rows) {
    double[] margins = new double[rows.size()];
    if (!rows.isEmpty()) {
      double[][] predicted = predicted(rows, (trees, matrix) -> trees.predict(matrix, true));
      java.util.Arrays.setAll(margins, i -> predicted[i][0]);
    }
    return margins;
  }

  private interface Prediction {
    float[][] of(Booster trees, DMatrix rows) throws XGBoostError;
  }

  private double[][] predicted(List<double[]> rows, Prediction prediction) {
    Booster trees = null;
    DMatrix matrix = null;
    try {
      trees = XGBoost.loadModel(Base64.getDecoder().decode(booster));
      trees.setParam("nthread", 1);
      matrix = new DMatrix(flat(rows), rows.size(), features, Float.NaN);
      return doubles(prediction.of(trees, matrix));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost cannot score %d rows".formatted(rows.size()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("XGBoost cannot read the stored trees; train again", e);
    } finally {
      if (matrix != null) {
        matrix.dispose();
      }
      if (trees != null) {
        trees.dispose();
      }
    }
  }

  private float[] flat(List<double[]> rows) {
    float[] flat = new float[rows.size() * features];
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < features; i++) {
        flat[row * features + i] = (float) rows.get(row)[i];
      }
    }
    return flat;
  }

  private static double[][] doubles(float[][] values) {
    double[][] all = new double[values.length][];
    for (int row = 0; row < all.length; row++) {
      all[row] = new double[values[row].length];
      for (int i = 0; i < all[row].length; i++) {
        all[row][i] = values[row][i];
      }
    }
    return all;
  }
}
