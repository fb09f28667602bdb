package io.holdfast.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What shall be released beside what was released last: a figure that moves further than it ever
 * did is a fault more often than news.
 */
public final class ReleaseComparison {
  /** Below so many accounts nobody can tell chance from a fault. */
  private static final int FEW = 10;

  private static final double SMALLEST_STEP = .15;
  private static final double STEPS = 6;
  private static final double UNTRIED_STEP = .5;
  private static final int ENOUGH_STEPS = 3;

  /** Share of accounts whose band may move from one release to the next. */
  private static final double MOVED = .5;

  private static final double GONE = .3;

  /**
   * Figures of one snapshot.
   *
   * @param mrr in the reporting currency
   */
  public record Figures(long accounts, long paying, double mrr) {}

  /**
   * How bands moved among accounts that both releases tell of.
   *
   * @param what health, or an outcome
   */
  public record Bands(String what, long accounts, long moved, long unpublished) {}

  /**
   * One thing that moved too far.
   *
   * @param kind of what, in words
   */
  public record Moved(String kind, String sentence) {}

  private final List<Moved> moved = new ArrayList<>();

  /**
   * What moved too far.
   *
   * @param history earlier snapshots in order, the last one what was released last
   * @param sources accounts by source now, and {@code before} at the last release
   */
  public static List<Moved> of(
      Figures now,
      List<Figures> history,
      List<Bands> bands,
      Map<String, Long> sources,
      Map<String, Long> before) {
    ReleaseComparison comparison = new ReleaseComparison();
    if (!history.isEmpty()) {
      comparison.step("accounts", (double) now.accounts(), figures(history, 0));
      comparison.step("paying accounts", (double) now.paying(), figures(history, 1));
      if (history.get(history.size() - 1).paying() >= FEW) {
        comparison.step("MRR", now.mrr(), figures(history, 2));
      }
    }
    bands.forEach(comparison::bands);
    new TreeMap<>(before).forEach((source, n) -> comparison.source(source, n, sources));
    return comparison.moved;
  }

  private static double[] figures(List<Figures> history, int which) {
    return history.stream()
        .mapToDouble(f -> which == 0 ? f.accounts() : which == 1 ? f.paying() : f.mrr())
        .toArray();
  }

  private void step(String what, double now, double[] before) {
    double last = before[before.length - 1];
    if (last < FEW) {
      return;
    }
    double step = Math.abs(now / last - 1);
    double[] steps = new double[before.length - 1];
    for (int i = 1; i < before.length; i++) {
      steps[i - 1] = before[i - 1] == 0 ? 0 : Math.abs(before[i] / before[i - 1] - 1);
    }
    double limit =
        steps.length < ENOUGH_STEPS
            ? UNTRIED_STEP
            : Math.min(UNTRIED_STEP, Math.max(SMALLEST_STEP, STEPS * median(steps)));
    if (step > limit && Math.abs(now - last) >= FEW / 2.0) {
      moved.add(
          new Moved(
              what,
              say(
                  "%s: %,.0f now, %,.0f before (%+.0f%%); up to %.0f%% is usual",
                  what, now, last, 100 * (now / last - 1), 100 * limit)));
    }
  }

  private void bands(Bands bands) {
    if (bands.accounts() < 2 * FEW) {
      return;
    }
    if (bands.moved() > MOVED * bands.accounts()) {
      moved.add(
          new Moved(
              bands.what() + " bands",
              say(
                  "the %s band of %,d of %,d accounts moves",
                  bands.what(), bands.moved(), bands.accounts())));
    }
    if (bands.unpublished() > MOVED * bands.accounts()) {
      moved.add(
          new Moved(
              bands.what() + " abstained",
              say(
                  "%,d of %,d accounts lose their %s score, though the model is the same",
                  bands.unpublished(), bands.accounts(), bands.what())));
    }
  }

  private void source(String source, long before, Map<String, Long> now) {
    long left = now.getOrDefault(source, 0L);
    if (before >= FEW && left < (1 - GONE) * before) {
      moved.add(
          new Moved(
              "accounts of " + source,
              say("%s has %,d accounts and had %,d", source, left, before)));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static String say(String sentence, Object... figures) {
    return String.format(Locale.ROOT, sentence, figures);
  }

  private ReleaseComparison() {}
}
