package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.control.Control;
import java.time.Clock;
import org.apache.spark.sql.SparkSession;

/** A session that only looks at what is released. */
final class Reading implements AutoCloseable {
  final Config config;
  final Control control;
  final SparkSession spark;
  private final Sessions.Opened session;

  private Reading(Config config, String master) {
    this.config = config;
    this.control = Control.open(config.control(), Clock.systemUTC());
    this.session = Sessions.open(config, master);
    this.spark = session.spark();
  }

  static Reading open(Common common) {
    Problems problems = new Problems();
    Config config = common.config(problems);
    problems.throwIfAny();
    return new Reading(config, common.master);
  }

  @Override
  public void close() {
    session.close();
    control.close();
  }
}
