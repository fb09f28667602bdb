package io.holdfast.identity.match;

import java.util.Locale;

/** Postal codes, tax numbers and national ids: letters and digits, without signs between. */
final class Codes implements Comparison {

  @Override
  public String plain(String text) {
    StringBuilder out = new StringBuilder();
    text.toLowerCase(Locale.ROOT)
        .chars()
        .filter(Character::isLetterOrDigit)
        .forEach(c -> out.append((char) c));
    return same(out) ? "" : out.toString();
  }

  /** All of one sign, as in 00000 or xxx: nobody's. */
  static boolean same(CharSequence code) {
    return code.length() > 2 && code.chars().distinct().count() == 1;
  }

  /** One that goes on where the other ends, as US postal codes of 9 digits do, is nearly it. */
  @Override
  public double likeness(String left, String right) {
    if (left.equals(right)) {
      return 1;
    }
    int least = Math.min(left.length(), right.length());
    if (least >= 4 && (left.startsWith(right) || right.startsWith(left))) {
      return .95;
    }
    int edits = Edits.between(left, right, 2);
    return edits == 1 ? .8 : edits == 2 && least >= 6 ? .6 : 0;
  }
}
