package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.STRINGS;

/** What was trained, on what, and how it did. */
public final class ModelCard {
  public static final String MODEL = "model";
  public static final String OUTCOME = "outcome";
  public static final String ALGORITHM = "algorithm";
  public static final String STATUS = "status";
  public static final String REASON = "reason";
  public static final String TRAINED_AS_OF = "trained_as_of";
  public static final String TRAINING_ROWS = "training_rows";
  public static final String TRAINING_POSITIVES = "training_positives";
  public static final String TEST_ROWS = "test_rows";
  public static final String TEST_POSITIVES = "test_positives";
  public static final String TEST_FROM = "test_from";
  public static final String TEST_TO = "test_to";
  public static final String AUC = "auc";
  public static final String AUC_LOW = "auc_low";
  public static final String AUC_HIGH = "auc_high";
  public static final String LOG_LOSS = "log_loss";
  public static final String BRIER = "brier";
  public static final String CALIBRATION_ERROR = "calibration_error";
  public static final String LIFT_TOP_DECILE = "lift_top_decile";
  public static final String FEATURES = "features";
  public static final String CATALOGUE_HASH = "catalogue_hash";

  public static final Table TABLE =
      Table.of("model_card", Table.Kind.DERIVED, "model", "", MODEL)
          .with(MODEL, STRING, "name: outcome, algorithm, training day")
          .with(OUTCOME, STRING, "outcome it predicts")
          .with(ALGORITHM, STRING, "logistic_regression, xgboost; none: too little data to try")
          .with(STATUS, STRING, "champion, challenger, abstained, retired")
          .with(REASON, STRING, "why it has that status")
          .with(TRAINED_AS_OF, DAY, "as-of day of the training")
          .with(TRAINING_ROWS, COUNT, "rows trained on")
          .with(TRAINING_POSITIVES, COUNT, "of them with the outcome")
          .with(
              TEST_ROWS,
              COUNT,
              "rows tested, each by a model of rows whose horizons had ended before it")
          .with(TEST_POSITIVES, COUNT, "of them with the outcome")
          .with(TEST_FROM, DAY, "first snapshot day tested")
          .with(TEST_TO, DAY, "last snapshot day tested")
          .with(AUC, NUMBER, "out of time, among the accounts of the same day")
          .with(AUC_LOW, NUMBER, "lower end of its 95% interval")
          .with(AUC_HIGH, NUMBER, "upper end of its 95% interval")
          .with(LOG_LOSS, NUMBER, "out of time, after calibration")
          .with(BRIER, NUMBER, "out of time, after calibration")
          .with(CALIBRATION_ERROR, NUMBER, "mean gap of predicted and seen rate over ten bins")
          .with(LIFT_TOP_DECILE, NUMBER, "rate in the top tenth over the overall rate")
          .with(FEATURES, STRINGS, "features it uses, most important first")
          .with(CATALOGUE_HASH, STRING, "hash of the feature catalogue it was trained with");

  private ModelCard() {}
}
