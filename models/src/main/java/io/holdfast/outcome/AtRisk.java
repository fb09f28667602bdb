package io.holdfast.outcome;

/**
 * Who can have an outcome: accounts that pay on the day and are not on trial.
 *
 * @param minTenureDays days of paid service they must have behind them; 0 unless given
 * @param minMrr least MRR, reporting currency; 0 unless given
 */
public record AtRisk(Integer minTenureDays, Double minMrr) {
  public AtRisk {
    minTenureDays = minTenureDays == null ? 0 : minTenureDays;
    minMrr = minMrr == null ? 0.0 : minMrr;
    if (minTenureDays < 0 || minMrr < 0) {
      throw new IllegalArgumentException(
          "at_risk wants 0 or more, not min_tenure_days %d and min_mrr %s"
              .formatted(minTenureDays, minMrr));
    }
  }
}
