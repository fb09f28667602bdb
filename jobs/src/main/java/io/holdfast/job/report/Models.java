package io.holdfast.job.report;

import io.holdfast.table.Feature;
import io.holdfast.table.ModelCard;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The model cards. */
public record Models(List<Card> cards) {
  private static final List<String> STATUSES = List.of("champion", "abstained", "challenger");
  private static final int FEATURES = 6;

  /** One model; figures are null where it was not tested. */
  public record Card(
      String model,
      String outcome,
      String algorithm,
      String status,
      String reason,
      LocalDate trained,
      long rows,
      long positives,
      long testRows,
      long testPositives,
      Double auc,
      Double aucLow,
      Double aucHigh,
      Double brier,
      Double calibrationError,
      Double lift,
      List<String> features) {}

  /**
   * @param catalogue table feature, whose labels stand for the names
   */
  static Models read(Dataset<Row> cards, Dataset<Row> catalogue) {
    Map<String, String> labels = new HashMap<>();
    catalogue
        .collectAsList()
        .forEach(row -> labels.put(row.getAs(Feature.NAME), row.getAs(Feature.LABEL)));
    return new Models(
        cards.collectAsList().stream()
            .map(row -> card(row, labels))
            .sorted(
                Comparator.comparing(Card::outcome)
                    .thenComparing(card -> STATUSES.indexOf(card.status()))
                    .thenComparing(Card::trained, Comparator.nullsLast(Comparator.reverseOrder()))
                    .thenComparing(Card::model))
            .toList());
  }

  private static Card card(Row row, Map<String, String> labels) {
    List<String> features = Rows.list(row, ModelCard.FEATURES);
    return new Card(
        row.getAs(ModelCard.MODEL),
        row.getAs(ModelCard.OUTCOME),
        algorithm(row.getAs(ModelCard.ALGORITHM)),
        row.getAs(ModelCard.STATUS),
        row.getAs(ModelCard.REASON),
        Rows.day(row, ModelCard.TRAINED_AS_OF),
        Rows.count(row, ModelCard.TRAINING_ROWS),
        Rows.count(row, ModelCard.TRAINING_POSITIVES),
        Rows.count(row, ModelCard.TEST_ROWS),
        Rows.count(row, ModelCard.TEST_POSITIVES),
        row.getAs(ModelCard.AUC),
        row.getAs(ModelCard.AUC_LOW),
        row.getAs(ModelCard.AUC_HIGH),
        row.getAs(ModelCard.BRIER),
        row.getAs(ModelCard.CALIBRATION_ERROR),
        row.getAs(ModelCard.LIFT_TOP_DECILE),
        features.stream()
            .limit(FEATURES)
            .map(name -> labels.getOrDefault(name, name.replace('_', ' ')))
            .toList());
  }

  private static String algorithm(String name) {
    return name == null
        ? Words.NONE
        : switch (name) {
          case "logistic_regression" -> "Logistic regression";
          case "xgboost" -> "Gradient-boosted trees";
          default -> name;
        };
  }
}
