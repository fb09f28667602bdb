package io.holdfast.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/** MLlib's logistic regression with an elastic net. */
final class LogisticLearner {
  private static final String PREPARED = "prepared";
  private static final double L1_SHARE = 0.5;

  /** Lowest out-of-time log loss over simulated companies; see docs/decisions.md. */
  private static final double STRENGTH = 0.2;

  private static final double SNAPSHOT_DAYS = 30;

  static LogisticScorer fit(Dataset<Row> frame, List<double[]> raw, int horizonDays) {
    int features = raw.get(0).length;
    Preparation preparation = Preparation.of(raw, features);
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFeaturesCol(PREPARED)
            .setLabelCol(TrainingFrame.LABEL)
            .setStandardization(false)
            .setElasticNetParam(L1_SHARE)
            .setRegParam(penalty(preparation.inputs().size(), raw.size(), horizonDays))
            .setMaxIter(30)
            .setTol(1e-6)
            .fit(
                frame.withColumn(
                    PREPARED,
                    udf(
                            (UDF1<Vector, Vector>)
                                row -> Vectors.dense(preparation.of(row.toArray())),
                            SQLDataTypes.VectorType())
                        .apply(col(TrainingFrame.RAW))));
    return new LogisticScorer(
        features,
        preparation,
        Arrays.stream(model.coefficients().toArray()).boxed().toList(),
        model.intercept());
  }

  /**
   * Stronger the more inputs there are for each independent row: an event shows in as many
   * snapshots as the horizon has months.
   */
  private static double penalty(int inputs, int rows, int horizonDays) {
    return STRENGTH * Math.max(1, inputs) * Math.max(1, horizonDays / SNAPSHOT_DAYS) / rows;
  }

  private LogisticLearner() {}
}
