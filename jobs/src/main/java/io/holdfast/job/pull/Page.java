package io.holdfast.job.pull;

import java.time.Instant;
import java.util.List;

/**
 * One answer of a stream.
 *
 * @param header first line of a file of such items; null for none
 * @param next where the stream goes on
 * @param last whether there is nothing more for now
 * @param until items modified from then on wait for a later pull
 */
record Page(String header, List<Item> items, String next, boolean last, Instant until) {

  /** Nothing to deliver before going on. */
  static Page empty(String next, boolean last, Instant until) {
    return new Page(null, List.of(), next, last, until);
  }
}
