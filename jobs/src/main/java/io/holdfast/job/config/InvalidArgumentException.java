package io.holdfast.job.config;

/** What was asked for does not exist or makes no sense (exit 2); the message says what would. */
public final class InvalidArgumentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidArgumentException(String message) {
    super(message);
  }
}
