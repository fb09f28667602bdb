package io.holdfast.job.demo;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How well the true probabilities told what happened within 90 days of month-ends: the ceiling for
 * any model. AUCs are NaN where only one thing happened.
 *
 * @param rows account month-ends whose 90 days have ended
 * @param churnAuc of all accounts that paid
 * @param openChurnAuc of those among them without a scheduled end
 * @param upsellAuc of all accounts that paid
 * @param churnRate share that left within 90 days
 * @param upsellRate share that grew by 5% or more within 90 days
 */
public record OracleReport(
    long rows,
    double churnAuc,
    double openChurnAuc,
    double upsellAuc,
    double churnRate,
    double upsellRate) {

  static OracleReport of(List<Oracle.Entry> all) {
    List<Oracle.Entry> known = all.stream().filter(e -> e.left() != null).toList();
    List<Oracle.Entry> open = known.stream().filter(e -> !e.scheduled()).toList();
    return new OracleReport(
        known.size(),
        auc(known, Oracle.Entry::churn, Oracle.Entry::left),
        auc(open, Oracle.Entry::churn, Oracle.Entry::left),
        auc(known, Oracle.Entry::upsell, Oracle.Entry::grew),
        share(known, Oracle.Entry::left),
        share(known, Oracle.Entry::grew));
  }

  private static double share(List<Oracle.Entry> rows, Predicate<Oracle.Entry> label) {
    return rows.stream().filter(label).count() / (double) rows.size();
  }

  /** Probability that one to whom it happened has a higher score than another; ties count half. */
  private static double auc(
      List<Oracle.Entry> rows,
      ToDoubleFunction<Oracle.Entry> score,
      Predicate<Oracle.Entry> label) {
    List<Oracle.Entry> sorted = rows.stream().sorted(Comparator.comparingDouble(score)).toList();
    double won = 0;
    long positives = 0;
    long negatives = 0;
    for (int i = 0; i < sorted.size(); ) {
      long up = 0;
      long down = 0;
      double value = score.applyAsDouble(sorted.get(i));
      for (; i < sorted.size() && score.applyAsDouble(sorted.get(i)) == value; i++) {
        if (label.test(sorted.get(i))) {
          up++;
        } else {
          down++;
        }
      }
      won += up * (negatives + down / 2.0);
      positives += up;
      negatives += down;
    }
    return won / ((double) positives * negatives);
  }
}
