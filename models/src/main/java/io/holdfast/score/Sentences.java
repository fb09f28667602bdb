package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import java.time.LocalDate;
import java.util.Locale;

/** Evidence as sentences. They name features, values and days, never people. */
final class Sentences {
  private static final String HAVE = "; comparable accounts have ";

  /** Such as: Sign-ins fell to 12 from 40 on 30 Sep 2025; comparable accounts have 35. */
  static String withPeers(String clause, FeatureWords words, Double peers) {
    if (peers == null) {
      return capital(clause) + ".";
    }
    String others = words.unit().equals(Figures.YES_OR_NO) ? "; most others: " : HAVE;
    return capital(clause) + others + Figures.value(peers, words) + ".";
  }

  /**
   * What became of a value, without capital and full stop.
   *
   * @param day of the baseline; null: left out
   */
  static String clause(FeatureWords words, Double value, Double baseline, LocalDate day) {
    String label = labelled(words);
    if (value == null) {
      return "nothing is known of " + label;
    }
    String now = Figures.value(value, words);
    String before = baseline == null ? null : Figures.value(baseline, words);
    String since = day == null ? "" : " on " + Figures.day(day);
    if (words.unit().equals(Figures.YES_OR_NO)) {
      boolean changed = before != null && !before.equals(now);
      return label + ": " + now + (changed ? ", before it " + before + since : "");
    }
    if (before == null || onlyCountsDays(words)) {
      return "%s stood at %s".formatted(label, now);
    }
    if (now.equals(before)) {
      return "%s stayed at %s%s"
          .formatted(label, now, day == null ? "" : " since " + Figures.day(day));
    }
    String verb = value > baseline ? "rose" : "fell";
    return "%s %s to %s from %s%s".formatted(label, verb, now, before, since);
  }

  private static String labelled(FeatureWords words) {
    return Figures.isScale(words.unit())
        ? "%s (%s)".formatted(words.label(), words.unit())
        : words.label();
  }

  /** Days that pass by themselves tell nothing by having changed. */
  private static boolean onlyCountsDays(FeatureWords words) {
    return words.unit().equals("days")
        && (words.direction().equals("neutral") || !words.actionable());
  }

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
