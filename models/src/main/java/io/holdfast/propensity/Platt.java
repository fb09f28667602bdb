package io.holdfast.propensity;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calibration on the log-odds scale: {@code slope * margin + intercept} (Platt 1999), which keeps
 * contributions additive. A weak pull towards slope 1 and intercept 0 steadies small samples; the
 * covariance is robust to repeated snapshots of an account.
 */
public record Platt(
    double slope, double intercept, double slopeVariance, double covariance, double variance)
    implements Serializable {

  /** A margin as it is. */
  public static final Platt NONE = new Platt(1, 0, 0, 0, 0);

  private static final double PULL = 4;
  private static final double Z90 = 1.644854;
  private static final int STEPS = 30;

  /** Fitted to margins, given as scores, of rows that were not trained on. */
  public static Platt fit(TestedRows rows) {
    double a = 1;
    double b = 0;
    double[] inverse = new double[3];
    for (int step = 0; step < STEPS; step++) {
      double haa = PULL;
      double hab = 0;
      double hbb = PULL;
      double ga = PULL * (a - 1);
      double gb = PULL * b;
      for (int i = 0; i < rows.size(); i++) {
        double p = logistic(a * rows.score[i] + b);
        double w = p * (1 - p);
        haa += w * rows.score[i] * rows.score[i];
        hab += w * rows.score[i];
        hbb += w;
        ga += (p - rows.label[i]) * rows.score[i];
        gb += p - rows.label[i];
      }
      double det = haa * hbb - hab * hab;
      inverse = new double[] {hbb / det, -hab / det, haa / det};
      double da = inverse[0] * ga + inverse[1] * gb;
      double db = inverse[1] * ga + inverse[2] * gb;
      double most = Math.max(Math.abs(da), Math.abs(db));
      double damp = most > 1 ? 1 / most : 1;
      a -= damp * da;
      b -= damp * db;
      if (most < 1e-10) {
        break;
      }
    }
    return sandwich(rows, a, b, inverse);
  }

  private static Platt sandwich(TestedRows rows, double a, double b, double[] inverse) {
    Map<Integer, double[]> scores = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      double gap = logistic(a * rows.score[i] + b) - rows.label[i];
      double[] sum = scores.computeIfAbsent(rows.account[i], account -> new double[2]);
      sum[0] += gap * rows.score[i];
      sum[1] += gap;
    }
    double aa = 0;
    double ab = 0;
    double bb = 0;
    for (double[] s : scores.values()) {
      double u = inverse[0] * s[0] + inverse[1] * s[1];
      double v = inverse[1] * s[0] + inverse[2] * s[1];
      aa += u * u;
      ab += u * v;
      bb += v * v;
    }
    return new Platt(a, b, aa, ab, bb);
  }

  /** Calibrated log-odds. */
  public double logOdds(double margin) {
    return slope * margin + intercept;
  }

  /** Half the width of the 90% interval of the calibrated log-odds. */
  public double reach(double margin) {
    double squared = slopeVariance * margin * margin + 2 * covariance * margin + variance;
    return Z90 * Math.sqrt(Math.max(0, squared));
  }

  static double logistic(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
