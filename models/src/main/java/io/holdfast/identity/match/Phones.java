package io.holdfast.identity.match;

/** Telephone numbers by their last digits, so that country and trunk prefixes do not matter. */
final class Phones implements Comparison {
  private static final int LEAST = 6;
  private static final int TELLING = 9;

  @Override
  public String plain(String text) {
    String number = text.split("(?i)\\s*(?:x|ext|durchwahl)\\.?\\s*\\d*\\s*$", 2)[0];
    StringBuilder digits = new StringBuilder();
    number.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    String plain = digits.toString().replaceFirst("^0+", "");
    return plain.length() < LEAST || Codes.same(plain) ? "" : plain;
  }

  @Override
  public double likeness(String left, String right) {
    String one = end(left, TELLING);
    String other = end(right, TELLING);
    int least = Math.min(one.length(), other.length());
    if (end(one, least).equals(end(other, least))) {
      return least >= 7 ? 1 : .9;
    }
    return Edits.between(end(one, least), end(other, least), 1) == 1 ? .7 : 0;
  }

  static String end(String digits, int length) {
    return digits.substring(Math.max(0, digits.length() - length));
  }
}
