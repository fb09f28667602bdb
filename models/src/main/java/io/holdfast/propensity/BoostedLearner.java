package io.holdfast.propensity;

import java.util.Base64;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassificationModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** XGBoost4J-Spark with shallow trees; one worker and one thread, because two give other trees. */
final class BoostedLearner {
  private static final int SEED = 20240229;

  static BoostedScorer fit(Dataset<Row> frame, int features) {
    XGBoostClassifier trees = new XGBoostClassifier();
    trees.setLabelCol(TrainingFrame.LABEL);
    trees.setFeaturesCol(TrainingFrame.RAW);
    trees.setMissing(Float.NaN);
    trees.setObjective("binary:logistic");
    trees.setTreeMethod("hist");
    trees.setNumRound(100);
    trees.setEta(0.06);
    trees.setMaxDepth(2);
    trees.setMinChildWeight(20);
    trees.setSubsample(0.7);
    trees.setColsampleBytree(0.6);
    trees.setLambda(10);
    trees.setSeed(SEED);
    trees.setNthread(1);
    trees.setNumWorkers(1);
    trees.setRabitTrackerHostIp("127.0.0.1");
    trees.setVerbosity(0);
    XGBoostClassificationModel model = trees.fit(frame);
    try {
      byte[] bytes = model.nativeBooster().booster().toByteArray("ubj");
      return new BoostedScorer(features, Base64.getEncoder().encodeToString(bytes));
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost cannot store its trees", e);
    }
  }

  private BoostedLearner() {}
}
