package io.holdfast.job.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bars of a bridge in a drawing of 760 by 300 units. The axis starts near the lowest level, or
 * the movements would be too small to see; the page says so.
 *
 * @param from amount at the foot of the axis
 */
public record Waterfall(List<Bar> bars, BigDecimal from) {
  private static final double TOP = 34;
  private static final double FOOT = 250;
  private static final double WIDTH = 760;

  /**
   * One bar.
   *
   * @param kind level, gain or loss
   * @param next height at which the line to the next bar runs
   */
  public record Bar(
      String label,
      String value,
      String kind,
      double x,
      double y,
      double width,
      double height,
      double next) {

    public double middle() {
      return round(x + width / 2);
    }

    public double right() {
      return round(x + width);
    }

    /** Where the figure stands: above the bar. */
    public double figureY() {
      return round(y - 7);
    }
  }

  private record Step(String label, BigDecimal before, BigDecimal after, boolean level) {}

  static Waterfall of(Bridge.Month month) {
    List<Step> steps = steps(month);
    double high = level(steps, true);
    double low = level(steps, false);
    double margin = Math.max((high - low) * 0.25, high * 0.002);
    double from = Math.max(0, low - margin);
    double slot = WIDTH / steps.size();
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      bars.add(bar(steps.get(i), i * slot + slot * 0.13, slot * 0.74, from, high));
    }
    return new Waterfall(bars, BigDecimal.valueOf(from));
  }

  private static List<Step> steps(Bridge.Month month) {
    List<String> labels =
        List.of("New", "Expansion", "Reactivation", "Contraction", "Churn", "Currency");
    List<BigDecimal> moves =
        Arrays.asList(
            month.started(),
            month.expansion(),
            month.reactivation(),
            month.contraction(),
            month.churn(),
            month.currencyEffect());
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("Opening", BigDecimal.ZERO, month.opening(), true));
    BigDecimal level = month.opening();
    for (int i = 0; i < moves.size(); i++) {
      steps.add(new Step(labels.get(i), level, level.add(moves.get(i)), false));
      level = level.add(moves.get(i));
    }
    steps.add(new Step("Closing", BigDecimal.ZERO, month.closing(), true));
    return steps;
  }

  private static double level(List<Step> steps, boolean highest) {
    var levels = steps.stream().mapToDouble(step -> step.after().doubleValue());
    return highest ? levels.max().orElse(0) : levels.min().orElse(0);
  }

  private static Bar bar(Step step, double x, double width, double from, double high) {
    double after = height(step.after().doubleValue(), from, high);
    double before = step.level() ? FOOT : height(step.before().doubleValue(), from, high);
    BigDecimal moved = step.after().subtract(step.before());
    String kind = step.level() ? "level" : moved.signum() >= 0 ? "gain" : "loss";
    return new Bar(
        step.label(),
        step.level() ? Words.money(step.after()) : Words.change(moved),
        kind,
        round(x),
        round(Math.min(before, after)),
        round(width),
        round(Math.max(Math.abs(before - after), 1.5)),
        round(after));
  }

  private static double height(double amount, double from, double high) {
    double range = Math.max(high - from, 1);
    return FOOT - (amount - from) / range * (FOOT - TOP);
  }

  private static double round(double position) {
    return Math.round(position * 10) / 10.0;
  }
}
