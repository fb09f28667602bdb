package io.holdfast.snapshot;

import io.holdfast.table.FeatureDefinition;

/** Reads a feature over its window, and says when it cannot be known. */
final class Windowed {

  /** What a stream tells about a range of days. */
  interface Days {
    /** The figure over days {@code from} to {@code to}, both included; null: unknown. */
    Double over(int from, int to, AsOfDay asOf);

    /** The account's own first day with anything, up to another. */
    int first(int to);
  }

  /**
   * The feature on a day, or null when unknown: the stream was not delivered yet when its window or
   * the earlier one it is compared with began, the account's own records begin inside the window
   * compared with, most of the window lies after what was delivered, or there is nothing to divide
   * by. Windows end where the stream does; what is ahead is seen from the as-of day.
   */
  static Double read(FeatureDefinition feature, Days days, Covered covered, AsOfDay asOf) {
    int day = asOf.day();
    int end = feature.ahead() == null ? covered.end() : day;
    if (covered.start() > end) {
      return null;
    }
    if (feature.ahead() != null) {
      return covered.isMostlyUnknown(feature.ahead(), day)
          ? null
          : per(feature, days.over(day + 1, day + feature.ahead(), asOf), asOf);
    }
    if (feature.window() == null) {
      return per(feature, days.over(Integer.MIN_VALUE, end, asOf), asOf);
    }
    int from = end - feature.window() + 1;
    int shift = feature.shift();
    if (from - shift < covered.start() || covered.isMostlyUnknown(feature.window(), day)) {
      return null;
    }
    Double now = days.over(from, end, asOf);
    if (shift == 0 || now == null) {
      return per(feature, now, asOf);
    }
    Double before =
        days.first(end) > from - shift ? null : days.over(from - shift, end - shift, asOf);
    return before == null || before == 0 ? null : now / before;
  }

  private static Double per(FeatureDefinition feature, Double value, AsOfDay asOf) {
    if (feature.per() == null || value == null) {
      return value;
    }
    return asOf.seats() == 0 ? null : value / asOf.seats();
  }

  private Windowed() {}
}
