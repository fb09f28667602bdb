package io.holdfast.propensity;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.table.TestSpark;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class BoostedLearnerTest {
  private static final StructType SCHEMA =
      new StructType()
          .add(TrainingFrame.DAY, DataTypes.IntegerType)
          .add(TrainingFrame.LABEL, DataTypes.DoubleType)
          .add(TrainingFrame.RAW, SQLDataTypes.VectorType());

  @Test
  void theSparkEstimatorWithOneWorkerGrowsTheSameTrees() throws Exception {
    Dataset<Row> frame = frame().repartition(1).sortWithinPartitions(col(TrainingFrame.DAY));
    List<double[]> raw =
        frame.collectAsList().stream().map(row -> ((Vector) row.get(2)).toArray()).toList();
    XGBoostClassifier estimator = new XGBoostClassifier();
    estimator.setLabelCol(TrainingFrame.LABEL);
    estimator.setFeaturesCol(TrainingFrame.RAW);
    estimator.setMissing(Float.NaN);
    estimator.setObjective("binary:logistic");
    estimator.setTreeMethod("hist");
    estimator.setNumRound(BoostedLearner.ROUNDS);
    estimator.setEta(0.06);
    estimator.setMaxDepth(2);
    estimator.setMinChildWeight(20);
    estimator.setSubsample(0.7);
    estimator.setColsampleBytree(0.6);
    estimator.setLambda(10);
    estimator.setSeed(20240229);
    estimator.setNthread(1);
    estimator.setNumWorkers(1);
    estimator.setRabitTrackerHostIp("127.0.0.1");
    byte[] trees = estimator.fit(frame).nativeBooster().booster().toByteArray("ubj");

    double[] expected =
        new BoostedScorer(3, Base64.getEncoder().encodeToString(trees)).margins(raw);
    double[] margins = BoostedLearner.fit(frame, 3).margins(raw);

    assertThat(margins).containsExactly(expected, within(0.0));
    assertThat(java.util.Arrays.stream(margins).distinct().count()).isGreaterThan(10);
  }

  @Test
  void rowsInSeveralPartitionsAreRefused() {
    assertThatThrownBy(() -> BoostedLearner.fit(frame().repartition(2), 3))
        .hasMessage("Trees grow from one partition, not 2; repartition and sort");
  }

  private static Dataset<Row> frame() {
    Random random = new Random(5);
    List<Row> rows =
        IntStream.range(0, 2000)
            .mapToObj(
                i -> {
                  double x = random.nextGaussian();
                  double y = i % 7 == 0 ? Double.NaN : random.nextGaussian();
                  double label = random.nextDouble() < Platt.logistic(x) ? 1.0 : 0.0;
                  return RowFactory.create(i, label, Vectors.dense(x, y, random.nextGaussian()));
                })
            .toList();
    return TestSpark.session().createDataFrame(rows, SCHEMA);
  }
}
