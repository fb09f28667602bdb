package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import io.holdfast.table.FeatureWords.Calendar;
import java.time.LocalDate;
import java.util.function.DoubleFunction;

/**
 * A feature's value beside the account's own baseline and its peers, as people are shown them: two
 * values with the same figure are equal. Sentences name features, values and days, never people.
 *
 * @param baseline null: unknown
 * @param peers median of comparable accounts; null: unknown
 * @param day from which value and peers count days
 * @param baselineDay null: not said
 */
record Comparison(
    FeatureWords words,
    double value,
    Double baseline,
    Double peers,
    LocalDate day,
    LocalDate baselineDay) {

  /** 1 above the baseline, -1 below; 0: the same, unknown, or days that pass by themselves. */
  int moved() {
    return words.told().calendar() == Calendar.NONE ? side(baseline) : 0;
  }

  /** 1 above the peers, -1 below; 0: the same or unknown. */
  int apart() {
    return side(peers);
  }

  private int side(Double reference) {
    return reference == null || shown(reference).equals(shown(value))
        ? 0
        : Double.compare(value, reference);
  }

  /**
   * Whether the value speaks for an outcome: it differs from baseline or peers, and where the two
   * disagree the larger difference does.
   *
   * @param towards 1 when more of the feature speaks for the outcome, -1 when less does; 0: either
   */
  boolean speaksFor(int towards) {
    if (towards == 0) {
      return moved() != 0 || apart() != 0;
    }
    return towards * (distance(moved(), baseline) + distance(apart(), peers)) > 0;
  }

  private double distance(int side, Double reference) {
    return side == 0 ? 0 : value - reference;
  }

  /** Such as: Sign-ins fell to 12 from 40 on 30 Sep 2025; comparable accounts have 35. */
  String sentence() {
    String others =
        peers == null || standsOff()
            ? ""
            : switch (words.told().calendar()) {
              case PAST -> "; that of comparable accounts from " + shown(peers);
              case AHEAD -> "; that of comparable accounts on " + shown(peers);
              case NONE ->
                  isFlag()
                      ? "; most others: " + shown(peers)
                      : "; comparable accounts have " + shown(peers);
            };
    return Sentences.capital(told()) + others + ".";
  }

  /** The same to stand inside another sentence; peers are named where they are what differs. */
  String clause() {
    return moved() != 0 || apart() == 0 || standsOff()
        ? told()
        : "%s (%s: %s)"
            .formatted(told(), isFlag() ? "most others" : "comparable accounts", shown(peers));
  }

  private String told() {
    String label =
        Figures.isScale(words.unit())
            ? "%s (%s)".formatted(words.label(), words.unit())
            : words.label();
    String now = shown(value);
    if (words.told().calendar() != Calendar.NONE) {
      return label + (words.told().calendar() == Calendar.PAST ? " runs from " : " ends on ") + now;
    }
    if (isFlag()) {
      return label + ": " + now + (moved() == 0 ? "" : ", before it " + shown(baseline) + on());
    }
    if (baseline == null) {
      return "%s stood at %s".formatted(label, now);
    }
    if (moved() == 0) {
      return "%s stayed at %s%s"
          .formatted(label, now, baselineDay == null ? "" : " since " + Figures.day(baselineDay));
    }
    if (standsOff()) {
      return "%s: %s, still %s the %s of comparable accounts (%s%s)"
          .formatted(
              label, now, apart() < 0 ? "below" : "above", shown(peers), shown(baseline), on());
    }
    String verb = moved() > 0 ? "rose" : "fell";
    return "%s %s to %s from %s%s".formatted(label, verb, now, shown(baseline), on());
  }

  /** Moved towards its peers, and is further from them than from where it was. */
  private boolean standsOff() {
    return words.told().calendar() == Calendar.NONE
        && !isFlag()
        && moved() * apart() < 0
        && Math.abs(value - peers) > Math.abs(value - baseline);
  }

  private String on() {
    return baselineDay == null ? "" : " on " + Figures.day(baselineDay);
  }

  private boolean isFlag() {
    return words.unit().equals(Figures.YES_OR_NO);
  }

  private String shown(double number) {
    DoubleFunction<String> shown =
        switch (words.told().calendar()) {
          case PAST -> days -> Figures.day(day.minusDays((long) Math.floor(days)));
          case AHEAD -> days -> Figures.day(day.plusDays((long) Math.floor(days)));
          case NONE -> plain -> Figures.value(plain, words);
        };
    return shown.apply(number);
  }
}
