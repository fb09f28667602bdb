package io.holdfast.job.publish;

/** A target cannot take records; nothing was sent. */
public final class UnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreachableException(String target, String problem, String remedy) {
    super("CRM target %s: %s. %s".formatted(target, problem, remedy));
  }
}
