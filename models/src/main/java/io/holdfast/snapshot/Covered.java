package io.holdfast.snapshot;

/**
 * The days that a stream covers for an account, as known on an asked day. After the end nothing is
 * known: nothing delivered is not nothing happened.
 *
 * @param start first day on which the stream was delivered to anybody, in days since 1970
 * @param end last day that the account's sources cover; {@link #NEVER}: none
 * @param cut first instant after the end
 */
record Covered(int start, int end, long cut) {
  /** A day before all others. */
  static final int NEVER = Integer.MIN_VALUE;

  /** How old "days since" may be: later on nobody knows whether it happened again. */
  private static final int LONGEST_SILENCE_DAYS = 28;

  /** Days from the end to an as-of day. */
  long silence(int day) {
    return (long) day - end;
  }

  /** Whether more than half of so many days up to an as-of day, or after it, is unknown. */
  boolean isMostlyUnknown(int days, int day) {
    return 2 * silence(day) > days;
  }

  /** Whether something may well have happened again without anybody telling. */
  boolean isSilent(int day) {
    return silence(day) > LONGEST_SILENCE_DAYS;
  }
}
