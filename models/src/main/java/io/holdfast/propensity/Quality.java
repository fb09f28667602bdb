package io.holdfast.propensity;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good calibrated probabilities were.
 *
 * @param rows snapshots tested
 * @param positives of them with the outcome
 * @param auc see {@link Auc}, with its 95% interval
 * @param logLoss mean, natural logarithm
 * @param brier mean squared error
 * @param calibrationError mean gap of predicted and seen rate over ten bins of equal size
 * @param liftTopDecile rate in the tenth with the highest probabilities over the overall rate
 */
public record Quality(
    long rows,
    long positives,
    double auc,
    double aucLow,
    double aucHigh,
    double logLoss,
    double brier,
    double calibrationError,
    double liftTopDecile)
    implements Serializable {
  private static final int BINS = 10;
  private static final double LEAST = 1e-9;

  /** The quality of rows whose scores are probabilities. */
  public static Quality of(TestedRows rows) {
    Auc auc = Auc.of(rows);
    int n = rows.size();
    double[] loss = loss(rows);
    double brier =
        IntStream.range(0, n).mapToDouble(i -> Math.pow(rows.score[i] - rows.label[i], 2)).sum();
    int[] ranked = ranked(rows);
    double error = 0;
    double topRate = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int from = (int) ((long) n * bin / BINS);
      int to = (int) ((long) n * (bin + 1) / BINS);
      double seen = mean(rows.label, ranked, from, to);
      error += Math.abs(mean(rows.score, ranked, from, to) - seen) * (to - from) / n;
      topRate = seen;
    }
    return new Quality(
        n,
        rows.positives(),
        auc.value(),
        auc.low(),
        auc.high(),
        mean(loss),
        brier / n,
        error,
        topRate * n / Math.max(1, rows.positives()));
  }

  /**
   * How much less one set of probabilities loses than another for the same rows, in standard errors
   * that treat the snapshots of an account as one observation.
   */
  static double advantage(TestedRows rows, double[] one, double[] other) {
    double[] mine = loss(rows.withScore(one));
    double[] others = loss(rows.withScore(other));
    Map<Integer, Double> byAccount = new HashMap<>();
    double mean = mean(others) - mean(mine);
    for (int i = 0; i < rows.size(); i++) {
      byAccount.merge(rows.account[i], others[i] - mine[i] - mean, Double::sum);
    }
    double squares = byAccount.values().stream().map(d -> d * d).sorted().reduce(0.0, Double::sum);
    return squares == 0 ? 0 : mean * rows.size() / Math.sqrt(squares);
  }

  private static double[] loss(TestedRows rows) {
    return IntStream.range(0, rows.size())
        .mapToDouble(
            i -> {
              double p = rows.label[i] > 0 ? rows.score[i] : 1 - rows.score[i];
              return -Math.log(Math.max(LEAST, p));
            })
        .toArray();
  }

  private static int[] ranked(TestedRows rows) {
    return IntStream.range(0, rows.size())
        .boxed()
        .sorted((a, b) -> Double.compare(rows.score[a], rows.score[b]))
        .mapToInt(i -> i)
        .toArray();
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).sum() / Math.max(1, values.length);
  }

  private static double mean(double[] values, int[] order, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[order[i]];
    }
    return sum / Math.max(1, to - from);
  }
}
