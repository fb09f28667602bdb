package io.holdfast.propensity;

/**
 * What training needs to know of an outcome.
 *
 * @param outcome its name
 * @param horizonDays days within which it may happen
 * @param embargoDays least days between a training snapshot and the first one tested; the horizon
 *     holds too
 * @param minRows labelled snapshots below which there is no model
 * @param minPositives accounts with the outcome below which there is no model
 * @param minAucLow the lower end of the out-of-time AUC has to be above this; 0.5 is chance
 */
public record TrainingSettings(
    String outcome,
    int horizonDays,
    int embargoDays,
    int minRows,
    int minPositives,
    double minAucLow) {

  /** Days between the last snapshot trained on and the first one tested. */
  int gap() {
    return Math.max(horizonDays, embargoDays);
  }
}
