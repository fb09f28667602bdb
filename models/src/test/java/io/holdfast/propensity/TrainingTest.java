package io.holdfast.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.propensity.PropensityModel.Status;
import io.holdfast.table.Customer360;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.Prediction;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TrainingTest {
  private static final TrainingSettings CHURN = new TrainingSettings("churn", 90, 90, 500, 40, 0.5);
  private static final SimulatedCompany COMPANY = new SimulatedCompany(7, 400, 16, 8, .7);
  private static final List<PropensityModel> MODELS = COMPANY.train();

  @Test
  void bothAlgorithmsAreTriedAndOneIsChosen() {
    assertThat(MODELS)
        .extracting(PropensityModel::name)
        .containsExactly("churn_logistic_regression_2025-12-31", "churn_xgboost_2025-12-31");
    assertThat(MODELS).extracting(PropensityModel::status).containsOnlyOnce(Status.CHAMPION);
    assertThat(champion().importance().subList(0, 4)).allMatch(name -> name.matches("f0[0-4]"));
  }

  @Test
  void theSameRowsSpreadOtherwiseGiveTheSameModels() {
    List<PropensityModel> again =
        Training.train(
            COMPANY.customer360.repartition(7).orderBy(col("f01")),
            COMPANY.outcome.repartition(5),
            COMPANY.catalogue,
            List.of(CHURN),
            SimulatedCompany.END);

    assertThat(again).isEqualTo(MODELS);
  }

  @Test
  void labelsOfLaterDaysAndOtherOutcomesChangeNothing() {
    Dataset<Row> more =
        COMPANY
            .outcome
            .union(
                COMPANY
                    .outcome
                    .filter(col(OutcomeLabel.AS_OF).equalTo(lit(SimulatedCompany.END)))
                    .withColumn(OutcomeLabel.LABEL, lit(1.0)))
            .union(COMPANY.outcome.withColumn(OutcomeLabel.OUTCOME, lit("upsell")));

    assertThat(
            Training.train(
                COMPANY.customer360, more, COMPANY.catalogue, List.of(CHURN), SimulatedCompany.END))
        .isEqualTo(MODELS);
  }

  @Test
  void tooFewAccountsWithTheOutcomeAbstain() {
    List<PropensityModel> models =
        COMPANY.train(new TrainingSettings("churn", 90, 90, 500, 9999, .5));

    assertThat(models).singleElement().matches(model -> model.status() == Status.ABSTAINED);
    assertThat(models.get(0).reason())
        .matches("too little data: \\d+ accounts with the outcome of at least 9999");
    assertThat(predicted(models.get(0)))
        .isNotEmpty()
        .allMatch(row -> "abstained".equals(row.getAs(Prediction.STATUS)))
        .allMatch(row -> row.getAs(Prediction.PROBABILITY) == null)
        .allMatch(row -> row.getAs(Prediction.STATUS_REASON).equals(models.get(0).reason()));
  }

  @Test
  void aShortHistoryAbstains() {
    List<PropensityModel> models =
        Training.train(
            COMPANY.customer360,
            COMPANY.outcome.filter(col(OutcomeLabel.AS_OF).gt(lit("2025-05-01").cast("date"))),
            COMPANY.catalogue,
            List.of(CHURN),
            SimulatedCompany.END);

    assertThat(models).singleElement().matches(model -> model.status() == Status.ABSTAINED);
    assertThat(models.get(0).reason()).startsWith("history too short for a test out of time");
  }

  @Test
  void contributionsAddUpToTheLogOddsOfBothAlgorithms() {
    for (PropensityModel model : MODELS) {
      for (Row row : predicted(model)) {
        double base = row.getAs(Prediction.BASE_LOG_ODDS);
        double logOdds = row.getAs(Prediction.LOG_ODDS);
        double probability = row.getAs(Prediction.PROBABILITY);
        Map<String, Double> contributions =
            row.getJavaMap(row.fieldIndex(Prediction.CONTRIBUTIONS));
        double sum = contributions.values().stream().mapToDouble(v -> v).sum();

        assertThat(base + sum).isEqualTo(logOdds, within(1e-9));
        assertThat(probability).isEqualTo(Platt.logistic(logOdds), within(1e-6));
        assertThat(probability)
            .isBetween(row.<Double>getAs(Prediction.LOW), row.<Double>getAs(Prediction.HIGH));
      }
    }
  }

  @Test
  void onlyAccountsAtRiskAreScored() {
    Dataset<Row> outcome =
        COMPANY.outcome.withColumn(
            OutcomeLabel.AT_RISK,
            when(col(OutcomeLabel.ACCOUNT_ID).startsWith("hf-000"), lit(false))
                .otherwise(col(OutcomeLabel.AT_RISK)));

    List<Row> rows =
        Predictions.of(COMPANY.customer360, outcome, champion(), SimulatedCompany.END)
            .collectAsList();

    assertThat(rows).hasSize(390);
  }

  @Test
  void aFeatureThatIsGoneMakesTheModelAbstain() {
    List<Row> rows =
        Predictions.of(
                COMPANY.customer360.drop("f03"), COMPANY.outcome, champion(), SimulatedCompany.END)
            .collectAsList();

    assertThat(rows)
        .isNotEmpty()
        .allMatch(
            row ->
                row.<String>getAs(Prediction.STATUS_REASON)
                    .startsWith("customer_360 no longer has f03, which model churn_"));
  }

  @Test
  void nothingThatMayNotTrainDoes() {
    assertThat(FeatureColumns.training(COMPANY.customer360.schema(), COMPANY.catalogue))
        .contains("f00", Customer360.MRR)
        .doesNotContain(Customer360.NAME, Customer360.INDUSTRY, Customer360.AS_OF);
  }

  private static PropensityModel champion() {
    return MODELS.stream().filter(m -> m.status() == Status.CHAMPION).findFirst().orElseThrow();
  }

  private static List<Row> predicted(PropensityModel model) {
    return Predictions.of(COMPANY.customer360, COMPANY.outcome, model, SimulatedCompany.END)
        .collectAsList();
  }
}
