package io.holdfast.job.control;

/** The control database. */
public interface Control extends AutoCloseable {
  @Override
  void close();
}
