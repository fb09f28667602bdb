package io.holdfast.job.nightly;

import io.holdfast.job.control.StepRow;

/** Tells people how far the night is. */
public interface Progress {

  /** A step begins: the {@code number}-th of {@code of}. */
  void begins(String step, int number, int of);

  /** A step ended, or an earlier try had ended it. */
  void ended(StepRow step, boolean earlier);
}
