package io.holdfast.propensity;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How raw feature values become the inputs of a linear model: logarithm where that makes them more
 * symmetric, zero mean, unit variance, cut at four deviations. A missing value is the mean, with an
 * input of its own that says so where that happens often enough to matter.
 */
public record Preparation(List<Input> inputs) implements Serializable {
  private static final double CUT = 4;
  private static final double LEAST_MISSING_SHARE = 0.02;

  /**
   * One input.
   *
   * @param feature position among the raw features
   * @param indicator whether it is 1 for a missing value and 0 for others
   * @param log whether the logarithm is taken of the distance from zero plus one, keeping the sign
   */
  public record Input(int feature, boolean indicator, boolean log, double mean, double deviation)
      implements Serializable {

    double of(double raw) {
      if (Double.isNaN(raw) && !indicator) {
        return 0;
      }
      double value = indicator ? (Double.isNaN(raw) ? 1 : 0) : log ? signedLog(raw) : raw;
      return Math.max(-CUT, Math.min(CUT, (value - mean) / deviation));
    }
  }

  /** Learned from rows of raw features; a feature that never differs gets no input. */
  static Preparation of(List<double[]> rows, int features) {
    List<Input> inputs = new ArrayList<>();
    for (int feature = 0; feature < features; feature++) {
      int at = feature;
      double[] all = rows.stream().mapToDouble(row -> row[at]).toArray();
      double[] present = java.util.Arrays.stream(all).filter(v -> !Double.isNaN(v)).toArray();
      double missing = 1 - present.length / (double) Math.max(1, all.length);
      if (missing >= LEAST_MISSING_SHARE && missing <= 1 - LEAST_MISSING_SHARE) {
        inputs.add(new Input(feature, true, false, missing, Math.sqrt(missing * (1 - missing))));
      }
      Moments plain = Moments.of(present);
      double[] logs = java.util.Arrays.stream(present).map(Preparation::signedLog).toArray();
      Moments log = Moments.of(logs);
      boolean useLog = Math.abs(log.skew()) < Math.abs(plain.skew());
      Moments used = useLog ? Moments.of(cut(logs, log)) : Moments.of(cut(present, plain));
      if (used.deviation() > 1e-9) {
        inputs.add(new Input(feature, false, useLog, used.mean(), used.deviation()));
      }
    }
    return new Preparation(List.copyOf(inputs));
  }

  double[] of(double[] raw) {
    double[] prepared = new double[inputs.size()];
    for (int i = 0; i < prepared.length; i++) {
      Input input = inputs.get(i);
      prepared[i] = input.of(raw[input.feature()]);
    }
    return prepared;
  }

  private static double[] cut(double[] values, Moments m) {
    double reach = CUT * m.deviation();
    return java.util.Arrays.stream(values)
        .map(v -> Math.max(m.mean() - reach, Math.min(m.mean() + reach, v)))
        .toArray();
  }

  private static double signedLog(double value) {
    return Math.signum(value) * Math.log1p(Math.abs(value));
  }

  private record Moments(double mean, double deviation, double skew) {
    static Moments of(double[] values) {
      double n = Math.max(1, values.length);
      double mean = java.util.Arrays.stream(values).sum() / n;
      double second = 0;
      double third = 0;
      for (double v : values) {
        double d = v - mean;
        second += d * d;
        third += d * d * d;
      }
      double deviation = Math.sqrt(second / n);
      return new Moments(mean, deviation, deviation > 0 ? third / n / Math.pow(deviation, 3) : 0);
    }
  }
}
