package io.holdfast.job.step;

import org.apache.spark.sql.SparkSession;

/**
 * What loads of one step share.
 *
 * @param history what earlier loads looked like
 * @param kept bytes of text up to which what is computed of a load is kept until all of it is
 *     written; a larger one is computed again for each table, so that it needs no place
 */
record LoadContext(StepContext step, Appender appender, LoadHistory history, long kept) {
  static final long KEPT = 1_000_000_000;

  SparkSession spark() {
    return step.spark();
  }
}
