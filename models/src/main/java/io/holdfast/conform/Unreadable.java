package io.holdfast.conform;

/**
 * A record that could not be read as fields is kept as an object with these two, so that raw alone
 * tells why it went to quarantine.
 */
public final class Unreadable {
  /** Why it could not be read. */
  public static final String REASON = "_holdfast_unreadable";

  /** What stood in the file: a text, or the values of a row. */
  public static final String CONTENT = "_holdfast_content";

  private Unreadable() {}
}
