package io.holdfast.segment;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Makes features comparable: the median where one is unknown, logarithms of sizes, then standard
 * deviations from the mean.
 */
final class Scaling implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[] medians;
  private final double[] means;
  private final double[] deviations;

  private Scaling(int features) {
    medians = new double[features];
    means = new double[features];
    deviations = new double[features];
  }

  static Scaling of(List<Double[]> rows) {
    int features = rows.get(0).length;
    Scaling scaling = new Scaling(features);
    for (int i = 0; i < features; i++) {
      scaling.measure(rows, i);
    }
    return scaling;
  }

  private void measure(List<Double[]> rows, int feature) {
    double[] known =
        rows.stream()
            .map(row -> row[feature])
            .filter(Scaling::isKnown)
            .mapToDouble(x -> x)
            .sorted()
            .toArray();
    medians[feature] = known.length == 0 ? 0 : known[(known.length - 1) / 2];
    double[] sizes =
        rows.stream().mapToDouble(row -> size(row[feature], feature)).sorted().toArray();
    means[feature] = Arrays.stream(sizes).sum() / sizes.length;
    double squares = Arrays.stream(sizes).map(x -> Math.pow(x - means[feature], 2)).sum();
    deviations[feature] = Math.sqrt(squares / sizes.length);
  }

  private static boolean isKnown(Double value) {
    return Objects.nonNull(value) && !value.isNaN();
  }

  /** Sizes count by their order of magnitude; the sign stays. */
  private double size(Double value, int feature) {
    double known = isKnown(value) ? value : medians[feature];
    return Math.signum(known) * Math.log1p(Math.abs(known));
  }

  /** Standard deviations from the mean; 0 for a feature that is the same everywhere. */
  double[] apply(Double[] row) {
    double[] scaled = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      scaled[i] = deviations[i] < 1e-9 ? 0 : (size(row[i], i) - means[i]) / deviations[i];
    }
    return scaled;
  }
}
