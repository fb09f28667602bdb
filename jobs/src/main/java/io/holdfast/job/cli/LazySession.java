package io.holdfast.job.cli;

import org.apache.spark.sql.SparkSession;

/** A session that starts when somebody asks for it. */
final class LazySession implements AutoCloseable {
  private final String master;
  private Sessions.Opened opened;

  LazySession(String master) {
    this.master = master;
  }

  SparkSession spark() {
    if (opened == null) {
      opened = Sessions.open(master);
    }
    return opened.spark();
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
