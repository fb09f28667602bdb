package io.holdfast.identity.match;

/** Cities, suburbs and regions. */
final class Places implements Comparison {

  @Override
  public String plain(String text) {
    return String.join(" ", Words.of(text));
  }

  @Override
  public double likeness(String left, String right) {
    return Edits.ratio(left, right);
  }
}
