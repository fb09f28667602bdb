package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import java.io.Serializable;

/**
 * All that a task needs to sweep accounts.
 *
 * @param days as-of days since 1970, rising
 * @param cuts first instant after each, in microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in the innermost loop
record SweepPlan(
    Layout layout, int[] days, long[] cuts, LocalDays zone, ExchangeRates rates, Coverage coverage)
    implements Serializable {

  static SweepPlan of(Layout layout, SnapshotParams params, Coverage coverage) {
    LocalDays zone = new LocalDays(params.zone());
    int[] days = params.days().stream().mapToInt(day -> (int) day.toEpochDay()).toArray();
    long[] cuts = java.util.Arrays.stream(days).mapToLong(zone::cut).toArray();
    return new SweepPlan(layout, days, cuts, zone, params.rates(), coverage);
  }

  int last() {
    return days[days.length - 1];
  }

  /** A day before any that a window of the stream reaches. */
  int base(Layout.Stream stream) {
    return days[0] - stream.reach() - 1;
  }

  int start(String stream, int day) {
    return coverage.start(stream, day);
  }
}
