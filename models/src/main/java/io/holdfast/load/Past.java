package io.holdfast.load;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Earlier deliveries of an export, in order. */
record Past(List<Delivery> deliveries) {
  /** So many deliveries have a spread. */
  static final int FEW = 3;

  private static final int RECENT = 12;
  private static final int SAME_WEEKDAYS = 4;
  private static final double OF_NORMAL = 1.4826;

  /** The same column in each of them that has rows of it. */
  List<ColumnProfile> of(ColumnProfile column) {
    return deliveries.stream()
        .flatMap(delivery -> delivery.column(column).stream())
        .filter(c -> c.rows() > 0)
        .toList();
  }

  /**
   * Numbers of records to compare with: of the same weekday where there are enough, else of the
   * last ones.
   */
  double[] records(Delivery now) {
    DayOfWeek weekday = now.day().getDayOfWeek();
    List<Delivery> same =
        deliveries.stream().filter(d -> d.day().getDayOfWeek() == weekday).toList();
    boolean isDaily = now.name().length() != 7 && same.size() >= SAME_WEEKDAYS;
    List<Delivery> all = isDaily ? same : deliveries;
    return all.subList(Math.max(0, all.size() - RECENT), all.size()).stream()
        .mapToDouble(Delivery::records)
        .toArray();
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Standard deviation of a normal one with the same median deviation. */
  static double spread(double[] values) {
    double median = median(values);
    return OF_NORMAL * median(Arrays.stream(values).map(v -> Math.abs(v - median)).toArray());
  }

  /** Standard deviation from one to the next, which a trend leaves small. */
  static double step(double[] values) {
    double[] steps = new double[Math.max(1, values.length - 1)];
    for (int i = 1; i < values.length; i++) {
      steps[i - 1] = Math.abs(values[i] - values[i - 1]);
    }
    return OF_NORMAL * median(steps) / Math.sqrt(2);
  }

  static double[] each(List<ColumnProfile> columns, ToDoubleFunction<ColumnProfile> figure) {
    return columns.stream().mapToDouble(figure).toArray();
  }

  static double least(double[] values) {
    return Arrays.stream(values).min().orElse(0);
  }

  static double greatest(double[] values) {
    return Arrays.stream(values).max().orElse(0);
  }

  static long values(List<ColumnProfile> columns) {
    return columns.stream().mapToLong(ColumnProfile::values).sum();
  }

  /** Shares of all words in some deliveries together. */
  static Map<String, Double> shares(List<ColumnProfile> columns) {
    Map<String, Double> counts = new TreeMap<>();
    double all = 0;
    for (ColumnProfile column : columns) {
      for (var word : column.words().entrySet()) {
        counts.merge(word.getKey(), word.getValue().doubleValue(), Double::sum);
        all += word.getValue();
      }
    }
    double whole = all;
    counts.replaceAll((word, n) -> n / whole);
    return counts;
  }

  /** All but one. */
  static <T> List<T> without(List<T> all, int one) {
    List<T> others = new ArrayList<>(all);
    others.remove(one);
    return others;
  }
}
