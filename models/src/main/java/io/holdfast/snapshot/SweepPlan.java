package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.time.LocalDays;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Of each stream, by source, the last day that it covers, as known on each day. */
  private final List<Map<String, int[]>> ends;

  /** Of each stream the first day on which a window may end. */
  private final int[] bases;

  /** Of the accounts that were swept so far, by their sources. */
  private transient Map<Set<String>, SourceSet> sourceSets;

  private SweepPlan(Layout layout, SnapshotParams params, Coverage coverage) {
    this.layout = layout;
    this.zone = new LocalDays(params.zone());
    this.rates = params.rates();
    this.days = params.days().stream().mapToInt(SweepPlan::number).toArray();
    this.cuts = Arrays.stream(days).mapToLong(zone::cut).toArray();
    this.starts = new int[layout.attributeStream()][];
    this.bases = new int[starts.length];
    this.ends = new ArrayList<>(Collections.nCopies(starts.length, Map.of()));
    for (List<Layout.Stream> streams : List.of(layout.cells(), layout.entities())) {
      for (Layout.Stream stream : streams) {
        starts[stream.id()] =
            Arrays.stream(days).map(day -> coverage.start(stream.name(), day)).toArray();
        String kind = streams == layout.cells() ? Coverage.USAGE : stream.name();
        ends.set(stream.id(), coverage.ends(kind, days));
        bases[stream.id()] = Math.min(days[0], earliest(ends.get(stream.id())));
      }
    }
  }

  private static int earliest(Map<String, int[]> ends) {
    return ends.values().stream()
        .flatMapToInt(Arrays::stream)
        .filter(end -> end != Covered.NEVER)
        .min()
        .orElse(Integer.MAX_VALUE);
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
    return bases[stream.id()] - stream.reach() - 1;
  }

  /** The records of an entity of one account, none as yet. */
  RecordSeries records(Layout.Stream entity) {
    return new RecordSeries(entity, zone, rates, base(entity), last() + entity.ahead());
  }

  /** What is known of the accounts of some sources. */
  SourceSet of(Set<String> sources) {
    if (sourceSets == null) {
      sourceSets = new HashMap<>();
    }
    return sourceSets.computeIfAbsent(
        sources,
        some -> {
          Covered[][] covered = new Covered[starts.length][];
          for (int stream = 0; stream < starts.length; stream++) {
            covered[stream] = starts[stream] == null ? null : covered(stream, some);
          }
          return new SourceSet(this, covered);
        });
  }

  /** Up to the last day of those of the sources that deliver a stream; where none does, of all. */
  private Covered[] covered(int stream, Set<String> sources) {
    Map<String, int[]> all = ends.get(stream);
    Map<String, int[]> own = new HashMap<>(all);
    own.keySet().retainAll(sources);
    Covered[] covered = new Covered[days.length];
    for (int place = 0; place < days.length; place++) {
      int end = end(own, place);
      end = end == Covered.NEVER ? end(all, place) : end;
      long cut = end == Covered.NEVER ? Long.MIN_VALUE : zone.cut(end);
      covered[place] = new Covered(starts[stream][place], end, cut);
    }
    return covered;
  }

  private static int end(Map<String, int[]> bySource, int place) {
    return bySource.values().stream().mapToInt(ends -> ends[place]).max().orElse(Covered.NEVER);
  }

  AsOfDay asOf(int place, long seats) {
    return new AsOfDay(days[place], cuts[place], seats);
  }
}
