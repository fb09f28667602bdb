package io.holdfast.propensity;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The kinds of models that compete; of equally good ones the first wins. */
public enum Algorithm {
  LOGISTIC_REGRESSION {
    @Override
    Scorer fit(Dataset<Row> frame, List<double[]> raw, int horizonDays) {
      return LogisticLearner.fit(frame, raw, horizonDays);
    }
  },
  XGBOOST {
    @Override
    Scorer fit(Dataset<Row> frame, List<double[]> raw, int horizonDays) {
      return BoostedLearner.fit(frame, raw.get(0).length);
    }
  };

  /**
   * Trains it.
   *
   * @param frame one sorted partition with the columns {@code label} (0, 1) and {@code raw}
   * @param raw the same rows' features
   * @param horizonDays of the outcome
   */
  abstract Scorer fit(Dataset<Row> frame, List<double[]> raw, int horizonDays);

  /** As model names have it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
