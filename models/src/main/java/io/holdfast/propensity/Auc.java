package io.holdfast.propensity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How often an account with the outcome ranks above one without it <em>on the same day</em>, so
 * that a trend over time is no merit. Its standard error treats all snapshots of an account as one
 * observation: the structural components of DeLong (1988), summed within accounts as by Obuchowski
 * (1997).
 *
 * @param value 0.5 is chance, 1 perfect; NaN when no day has both kinds
 * @param error standard error of {@code value}
 */
public record Auc(double value, double error) {
  private static final double Z95 = 1.959964;

  /** One-sided 99%: two algorithms are tried, and a model of noise must not be published. */
  private static final double Z_SIGNAL = 2.326348;

  public static Auc of(TestedRows rows) {
    Map<Integer, List<Integer>> byDay = new TreeMap<>();
    IntStream.range(0, rows.size())
        .forEach(i -> byDay.computeIfAbsent(rows.day[i], d -> new java.util.ArrayList<>()).add(i));
    List<Ranks> days =
        byDay.values().stream()
            .map(day -> new Ranks(rows, day.stream().mapToInt(i -> i).toArray()))
            .filter(day -> day.pairs() > 0)
            .toList();
    double pairs = days.stream().mapToDouble(Ranks::pairs).sum();
    double value = days.stream().mapToDouble(day -> day.auc * day.pairs() / pairs).sum();
    if (days.isEmpty()) {
      return new Auc(Double.NaN, Double.NaN);
    }
    Map<Integer, Double> byAccount = new HashMap<>();
    days.forEach(day -> day.addInfluence(byAccount, day.pairs() / pairs));
    double[] influence = byAccount.values().stream().mapToDouble(u -> u).toArray();
    Arrays.sort(influence);
    double n = influence.length;
    return new Auc(
        value, Math.sqrt(Arrays.stream(influence).map(u -> u * u).sum() * n / Math.max(1, n - 1)));
  }

  /** Lower end of the 95% interval. */
  public double low() {
    return Math.max(0, value - Z95 * error);
  }

  /** Upper end of the 95% interval. */
  public double high() {
    return Math.min(1, value + Z95 * error);
  }

  /** Whether it is above a value, such as chance, with 99% confidence. */
  public boolean isAbove(double least) {
    return error > 0 && value - Z_SIGNAL * error > least;
  }

  /** Structural components of one day. */
  private static final class Ranks {
    private final TestedRows rows;
    private final int[] of;
    private final double[] component;
    private final double positives;
    private final double auc;

    Ranks(TestedRows rows, int[] of) {
      this.rows = rows;
      this.of =
          Arrays.stream(of)
              .boxed()
              .sorted((a, b) -> Double.compare(rows.score[a], rows.score[b]))
              .mapToInt(i -> i)
              .toArray();
      this.positives = Arrays.stream(of).filter(i -> rows.label[i] > 0).count();
      this.component = new double[of.length];
      fill();
      double sum = 0;
      for (int i = 0; i < of.length; i++) {
        sum += rows.label[this.of[i]] > 0 ? component[i] : 0;
      }
      this.auc = sum / positives;
    }

    double pairs() {
      return positives * (of.length - positives);
    }

    /** Share of the other kind that a row is on the right side of; ties count half. */
    private void fill() {
      double negatives = of.length - positives;
      double positivesBelow = 0;
      double negativesBelow = 0;
      for (int from = 0, to; from < of.length; from = to) {
        double positivesHere = 0;
        for (to = from; to < of.length && score(to) == score(from); to++) {
          positivesHere += rows.label[of[to]] > 0 ? 1 : 0;
        }
        double negativesHere = to - from - positivesHere;
        for (int i = from; i < to; i++) {
          component[i] =
              rows.label[of[i]] > 0
                  ? (negativesBelow + negativesHere / 2) / negatives
                  : (positives - positivesBelow - positivesHere / 2) / positives;
        }
        positivesBelow += positivesHere;
        negativesBelow += negativesHere;
      }
    }

    private double score(int i) {
      return rows.score[of[i]];
    }

    void addInfluence(Map<Integer, Double> byAccount, double weight) {
      for (int i = 0; i < of.length; i++) {
        double kind = rows.label[of[i]] > 0 ? positives : of.length - positives;
        byAccount.merge(rows.account[of[i]], weight * (component[i] - auc) / kind, (a, b) -> a + b);
      }
    }
  }
}
