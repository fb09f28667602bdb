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
 * @param keeps whether the marks of the page before hold on: this one repeats records of that, and
 *     none of its own will come again
 */
record Page(
    String header, List<Item> items, String next, boolean last, Instant until, boolean keeps) {

  Page(String header, List<Item> items, String next, boolean last, Instant until) {
    this(header, items, next, last, until, false);
  }

  /** Nothing to deliver before going on. */
  static Page empty(String next, boolean last, Instant until) {
    return new Page(null, List.of(), next, last, until);
  }
}
