package io.holdfast.job.control;

/** Another run holds the lake (exit 5). */
public final class LakeHeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LakeHeldException(String message) {
    super(message);
  }
}
