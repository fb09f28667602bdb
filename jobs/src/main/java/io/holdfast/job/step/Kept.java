package io.holdfast.job.step;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.Dataset$;
import org.apache.spark.sql.classic.SparkSession;

/** Persisted rows without what computes them, which Spark would plan again for every query. */
final class Kept {

  /**
   * @param persisted rows that Spark was told to keep
   */
  static Dataset<Row> of(Dataset<Row> persisted) {
    SparkSession spark = (SparkSession) persisted.sparkSession();
    LogicalPlan computed = persisted.queryExecution().analyzed();
    LogicalPlan kept = spark.sharedState().cacheManager().useCachedData(computed);
    return Dataset$.MODULE$.ofRows(spark, kept);
  }

  private Kept() {}
}
