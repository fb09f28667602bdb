package io.holdfast.job.step;

/** One step of the night. Running it again after a failure gives the same rows. */
public interface Step {

  /** Lower-case name, as in {@code holdfast step NAME}. */
  String name();

  /**
   * Reads, computes, checks and writes.
   *
   * @throws HeldException when a gate holds the data (exit 3)
   */
  StepResult run(StepContext context);
}
