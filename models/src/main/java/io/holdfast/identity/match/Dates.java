package io.holdfast.identity.match;

/** Dates as digits, year first. */
final class Dates implements Comparison {

  @Override
  public String plain(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().filter(c -> c >= '0' && c <= '9').limit(8).forEach(c -> digits.append((char) c));
    return digits.length() < 8 || Codes.same(digits) ? "" : digits.toString();
  }

  /** Day and month swapped .9, one slip .85, two of year, month and day the same .6. */
  @Override
  public double likeness(String left, String right) {
    if (left.equals(right)) {
      return 1;
    }
    boolean year = left.regionMatches(0, right, 0, 4);
    boolean month = left.regionMatches(4, right, 4, 2);
    boolean day = left.regionMatches(6, right, 6, 2);
    if (year && left.regionMatches(4, right, 6, 2) && left.regionMatches(6, right, 4, 2)) {
      return .9;
    }
    if (Edits.between(left, right, 1) == 1) {
      return .85;
    }
    return (year && (month || day)) || (month && day) ? .6 : 0;
  }
}
