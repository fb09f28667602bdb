package io.holdfast.propensity;

import static org.apache.spark.sql.functions.col;

import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.LabeledPoint;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * XGBoost4J with shallow trees, grown in the one task that holds the sorted rows: two workers or
 * threads give other trees. The estimator of XGBoost4J-Spark with one worker grows the same ones,
 * in twice the time and with a line on stderr for each.
 */
final class BoostedLearner {
  static final int ROUNDS = 100;
  static final Map<String, Object> PARAMETERS =
      Map.ofEntries(
          Map.entry("objective", "binary:logistic"),
          Map.entry("tree_method", "hist"),
          Map.entry("eta", 0.06),
          Map.entry("max_depth", 2),
          Map.entry("min_child_weight", 20),
          Map.entry("subsample", 0.7),
          Map.entry("colsample_bytree", 0.6),
          Map.entry("lambda", 10),
          Map.entry("seed", 20240229),
          Map.entry("nthread", 1),
          Map.entry("verbosity", 0));

  static BoostedScorer fit(Dataset<Row> frame, int features) {
    List<byte[]> grown =
        frame
            .select(col(TrainingFrame.LABEL), col(TrainingFrame.RAW))
            .mapPartitions(
                (MapPartitionsFunction<Row, byte[]>) BoostedLearner::grow, Encoders.BINARY())
            .collectAsList();
    if (grown.size() != 1) {
      throw new IllegalArgumentException(
          "Trees grow from one partition, not %d; repartition and sort".formatted(grown.size()));
    }
    return new BoostedScorer(features, Base64.getEncoder().encodeToString(grown.get(0)));
  }

  private static Iterator<byte[]> grow(Iterator<Row> rows) throws XGBoostError {
    if (!rows.hasNext()) {
      return List.<byte[]>of().iterator();
    }
    DMatrix matrix = new DMatrix(points(rows), null, Float.NaN);
    try {
      Booster trees = XGBoost.train(matrix, PARAMETERS, ROUNDS, Map.of(), null, null);
      try {
        return List.of(trees.toByteArray("ubj")).iterator();
      } finally {
        trees.dispose();
      }
    } finally {
      matrix.dispose();
    }
  }

  private static Iterator<LabeledPoint> points(Iterator<Row> rows) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public LabeledPoint next() {
        Row row = rows.next();
        double[] raw = ((Vector) row.get(1)).toArray();
        float[] values = new float[raw.length];
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) raw[i];
        }
        return new LabeledPoint((float) row.getDouble(0), values.length, null, values);
      }
    };
  }

  private BoostedLearner() {}
}
