package io.holdfast.job.step;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSession;

/**
 * What loads of one step share.
 *
 * @param kept bytes of text up to which what is computed of a load is kept until all of it is
 *     written; a larger one is computed again for each table, so that it needs no place
 * @param remembered what {@link #history} read
 */
record LoadContext(
    StepContext step, Appender appender, long kept, AtomicReference<LoadHistory> remembered) {
  static final long KEPT = 1_000_000_000;

  LoadContext(StepContext step, Appender appender, long kept) {
    this(step, appender, kept, new AtomicReference<>());
  }

  /** What earlier loads looked like, read when the first load of the step asks for it. */
  synchronized LoadHistory history() {
    if (remembered.get() == null) {
      remembered.set(LoadHistory.of(step));
    }
    return remembered.get();
  }

  SparkSession spark() {
    return step.spark();
  }
}
