package io.holdfast.job.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bars of equal classes in a drawing of 440 by 200 units. */
public record Histogram(List<Bar> bars, String title) {
  private static final double TOP = 20;
  private static final double FOOT = 160;
  private static final double WIDTH = 440;

  /**
   * One class.
   *
   * @param kind CSS class that colours it
   */
  public record Bar(
      String label, String count, String kind, double x, double y, double width, double height) {

    public double middle() {
      return Math.round((x + width / 2) * 10) / 10.0;
    }

    public double figureY() {
      return Math.round((y - 4) * 10) / 10.0;
    }
  }

  /**
   * @param labels one for each class
   * @param kinds colour of each class
   * @param counts by number of the class, from 0
   */
  static Histogram of(
      String title, List<String> labels, List<String> kinds, Map<Integer, Long> counts) {
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    double slot = WIDTH / labels.size();
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      long count = counts.getOrDefault(i, 0L);
      double height = count == 0 ? 0 : Math.max(2, (FOOT - TOP) * count / most);
      bars.add(
          new Bar(
              labels.get(i),
              Words.count(count),
              kinds.get(i),
              round(i * slot + slot * 0.1),
              round(FOOT - height),
              round(slot * 0.8),
              round(height)));
    }
    return new Histogram(bars, title);
  }

  private static double round(double position) {
    return Math.round(position * 10) / 10.0;
  }
}
