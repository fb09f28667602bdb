package io.holdfast.job.landing;

import java.io.IOException;

/** A file without a single character. */
final class EmptyFileException extends IOException {
  private static final long serialVersionUID = 1L;
}
