package io.holdfast.job.landing;

import java.io.IOException;

/**
 * A file that would cost a night more than it can be worth, and is left out while others load; the
 * message says why, and what to do.
 */
final class RefusedFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param why ready to follow the file's name, such as "unpacks to too much"
   */
  RefusedFileException(String why, String remedy) {
    super(why + "; " + remedy);
  }
}
