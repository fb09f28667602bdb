package io.holdfast.job.landing;

import java.io.IOException;

/** A file that is something else than it is read as; the message says what, and what to do. */
final class ForeignFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what it is, such as "a zip archive"
   */
  ForeignFileException(String what, String remedy) {
    super(what + "; " + remedy);
  }
}
