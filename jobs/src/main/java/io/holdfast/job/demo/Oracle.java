package io.holdfast.job.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The true probabilities at each month-end, and what became of them. */
final class Oracle {
  static final int HORIZON = 90;

  private final Days days;
  private final Hazards hazards;
  private final List<Entry> entries = new ArrayList<>();
  private double relativeChurn;
  private double relativeUpsell;
  private long weeks;

  /** One account at one month-end; labels are null where the horizon has not ended. */
  record Entry(
      int day,
      String salesforceId,
      boolean scheduled,
      double churn,
      double upsell,
      Boolean left,
      Boolean grew) {}

  Oracle(Days days, Hazards hazards) {
    this.days = days;
    this.hazards = hazards;
  }

  /** Notes one account's month-ends once its whole life is known. */
  void account(Past life) {
    for (Life.Moment moment : life.monthEnds()) {
      boolean known = moment.day() + HORIZON < days.count();
      entries.add(
          new Entry(
              moment.day(),
              life.profile().salesforceId(),
              moment.scheduled(),
              moment.churn(),
              moment.upsell(),
              known ? life.endsWithin(moment.day(), HORIZON) : null,
              known ? life.growsWithin(moment.day(), HORIZON) : null));
    }
  }

  /** Probability of leaving within the horizon, if what is seen stays as it is. */
  double churn(Contract contract, Timing timing, Seen seen, int day) {
    if (contract.cancelling()) {
      return contract.periodEnd() <= day + HORIZON ? 1 : 0;
    }
    double weight = timing.churnWeightWithin(contract, day, HORIZON);
    double sudden = HORIZON / 7.0 * hazards.suddenChurn();
    return 1 - StrictMath.exp(-weight * hazards.churn(seen) - sudden);
  }

  /** Probability of growing within the horizon, if what is seen stays as it is. */
  double upsell(Contract contract, Timing timing, Seen seen, int day) {
    if (contract.cancelling()) {
      return 0;
    }
    double grow = 1 - StrictMath.exp(-HORIZON / 7.0 * hazards.upsell(seen));
    return grow * (1 - churn(contract, timing, seen, day) / 2);
  }

  /** Counts a week of a paying account, to find the mean hazards in a rehearsal. */
  void week(Seen seen) {
    relativeChurn += hazards.relativeChurn(seen);
    relativeUpsell += hazards.relativeUpsell(seen);
    weeks++;
  }

  /** Hazards of the same signal with the rates aimed at. */
  Hazards calibrated() {
    return weeks == 0
        ? hazards
        : new Hazards(
            hazards.signal(),
            Hazards.CHURN * weeks / relativeChurn,
            Hazards.UPSELL * weeks / relativeUpsell);
  }

  List<Entry> entries() {
    return entries;
  }

  /** {@code as_of,salesforce_id,churn,upsell}, ordered by day, then id. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("as_of,salesforce_id,churn,upsell");
    entries.stream()
        .sorted(java.util.Comparator.comparingInt(Entry::day).thenComparing(Entry::salesforceId))
        .map(
            e ->
                "%s,%s,%s,%s"
                    .formatted(
                        days.date(e.day()),
                        e.salesforceId(),
                        probability(e.churn()),
                        probability(e.upsell())))
        .forEach(lines::add);
    return lines;
  }

  private static String probability(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
