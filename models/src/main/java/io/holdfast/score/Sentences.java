package io.holdfast.score;

import java.util.Locale;

/** How a sentence begins and ends. */
final class Sentences {
  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** The text without its full stop, to go on after it. */
  static String open(String sentence) {
    String text = sentence.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  private Sentences() {}
}
