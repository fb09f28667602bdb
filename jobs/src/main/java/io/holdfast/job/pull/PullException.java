package io.holdfast.job.pull;

/**
 * A pull stopped; what was delivered stays, and the same command goes on from there. The message
 * never holds a secret.
 */
public final class PullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  public PullException(String message) {
    this(message, 0);
  }

  PullException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  PullException(String message, int status) {
    super(message);
    this.status = status;
  }

  /** Whether the server has no longer what was asked for. */
  boolean gone() {
    return status == 404 || status == 410;
  }
}
