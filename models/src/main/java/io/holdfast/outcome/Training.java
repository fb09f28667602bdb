package io.holdfast.outcome;

/**
 * When a model of an outcome is trained and when it abstains.
 *
 * @param embargoDays days between the last training snapshot and the first test snapshot; the
 *     horizon unless given, and never less
 * @param retrainDays age in days at which a model is due again; 28 unless given
 * @param minRows labelled rows below which it abstains; 500 unless given
 * @param minPositives rows with the outcome below which it abstains; 40 unless given
 * @param minAucLow it abstains unless the lower end of the out-of-time AUC's interval is above
 *     this; 0.5 unless given
 */
public record Training(
    Integer embargoDays,
    Integer retrainDays,
    Integer minRows,
    Integer minPositives,
    Double minAucLow) {

  public Training {
    retrainDays = retrainDays == null ? 28 : retrainDays;
    minRows = minRows == null ? 500 : minRows;
    minPositives = minPositives == null ? 40 : minPositives;
    minAucLow = minAucLow == null ? 0.5 : minAucLow;
    if (retrainDays < 1 || minRows < 1 || minPositives < 1) {
      throw new IllegalArgumentException(
          "training wants 1 or more, not retrain_days %d, min_rows %d, min_positives %d"
              .formatted(retrainDays, minRows, minPositives));
    }
    if (!(minAucLow >= 0.5 && minAucLow < 1)) {
      throw new IllegalArgumentException(
          "training.min_auc_low %s is not from 0.5 to below 1; 0.5 is chance".formatted(minAucLow));
    }
  }

  Training forHorizon(int horizonDays) {
    if (embargoDays != null && embargoDays < horizonDays) {
      throw new IllegalArgumentException(
          "training.embargo_days %d is less than horizon_days %d; training would see test days"
              .formatted(embargoDays, horizonDays));
    }
    return new Training(
        embargoDays == null ? horizonDays : embargoDays,
        retrainDays,
        minRows,
        minPositives,
        minAucLow);
  }
}
