package io.holdfast.job.step;

/** A gate holds the data: the last release stays current and the run exits 3. */
public final class HeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HeldException(String message) {
    super(message);
  }
}
