package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.time.LocalDays;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** All that a task needs to sweep accounts. */
final class SweepPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Layout layout;
  private final int[] days;
  private final long[] cuts;
  private final LocalDays zone;
  private final ExchangeRates rates;

  /** Of each stream the first day on which it was delivered to anybody, as known on each day. */
  private final int[][] starts;

  /** What each entity gives on each day where it has no record, without and with licences. */
  private transient double[][][] nothing;

  private SweepPlan(Layout layout, SnapshotParams params, Coverage coverage) {
    this.layout = layout;
    this.zone = new LocalDays(params.zone());
    this.rates = params.rates();
    this.days = params.days().stream().mapToInt(SweepPlan::number).toArray();
    this.cuts = Arrays.stream(days).mapToLong(zone::cut).toArray();
    this.starts = new int[layout.attributeStream()][];
    for (List<Layout.Stream> streams : List.of(layout.cells(), layout.entities())) {
      for (Layout.Stream stream : streams) {
        starts[stream.id()] =
            Arrays.stream(days).map(day -> coverage.start(stream.name(), day)).toArray();
      }
    }
  }

  static SweepPlan of(Layout layout, SnapshotParams params, Coverage coverage) {
    return new SweepPlan(layout, params, coverage);
  }

  private static int number(LocalDate day) {
    return (int) day.toEpochDay();
  }

  Layout layout() {
    return layout;
  }

  LocalDays zone() {
    return zone;
  }

  ExchangeRates rates() {
    return rates;
  }

  /** How many days are asked for. */
  int size() {
    return days.length;
  }

  /** An asked day by its place among them, in days since 1970; they rise. */
  int day(int place) {
    return days[place];
  }

  /** First instant after it, in microseconds. */
  long cut(int place) {
    return cuts[place];
  }

  int last() {
    return days[days.length - 1];
  }

  /** A day before any that a window of the stream reaches. */
  int base(Layout.Stream stream) {
    return days[0] - stream.reach() - 1;
  }

  /** First day on which a stream was delivered to anybody, as known on an asked day. */
  int start(Layout.Stream stream, int place) {
    return starts[stream.id()][place];
  }

  /** The records of an entity of one account, none as yet. */
  RecordSeries records(Layout.Stream entity) {
    return new RecordSeries(entity, zone, rates, base(entity), last() + entity.ahead());
  }

  /** What an entity's features are on an asked day for an account without a record of it. */
  double[] nothing(Layout.Stream entity, int place, boolean hasSeats) {
    if (nothing == null) {
      nothing = new double[2 * layout.attributeStream()][days.length][];
    }
    double[][] byDay = nothing[2 * entity.id() + (hasSeats ? 1 : 0)];
    if (byDay[place] == null) {
      byDay[place] = records(entity).values(start(entity, place), asOf(place, hasSeats ? 1 : 0));
    }
    return byDay[place];
  }

  AsOfDay asOf(int place, long seats) {
    return new AsOfDay(days[place], cuts[place], seats);
  }
}
