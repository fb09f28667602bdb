package io.holdfast.propensity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.Customer360;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.Prediction;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;

/** Scores the accounts at risk of a day. */
public final class Predictions {

  /**
   * What a model says of every account that is at risk of its outcome on a day. An abstained model,
   * or one whose features are no longer all there, gives rows without probabilities.
   *
   * @param customer360 rows of the day; others are ignored
   * @param outcome the day's rows name the population at risk
   */
  public static Dataset<Row> of(
      Dataset<Row> customer360, Dataset<Row> outcome, PropensityModel model, LocalDate day) {
    Dataset<Row> atRisk =
        outcome
            .filter(
                col(OutcomeLabel.AS_OF)
                    .equalTo(lit(day))
                    .and(col(OutcomeLabel.OUTCOME).equalTo(model.outcome()))
                    .and(coalesce(col(OutcomeLabel.AT_RISK), lit(false))))
            .select(OutcomeLabel.ACCOUNT_ID);
    Dataset<Row> accounts =
        customer360
            .filter(col(Customer360.AS_OF).equalTo(lit(day)))
            .join(atRisk, Customer360.ACCOUNT_ID);
    String why = whyNot(customer360, model);
    return why.isEmpty() ? scored(accounts, model, day) : unscored(accounts, model, day, why);
  }

  private static String whyNot(Dataset<Row> customer360, PropensityModel model) {
    if (model.scorer() == null) {
      return model.reason();
    }
    Set<String> present = Set.copyOf(Arrays.asList(customer360.columns()));
    String missing =
        model.features().stream()
            .filter(feature -> !present.contains(feature))
            .collect(Collectors.joining(", "));
    return missing.isEmpty()
        ? ""
        : "customer_360 no longer has %s, which model %s needs: run train"
            .formatted(missing, model.name());
  }

  private static Dataset<Row> scored(Dataset<Row> accounts, PropensityModel model, LocalDate day) {
    return Prediction.TABLE.conform(
        accounts
            .select(
                col(Customer360.ACCOUNT_ID),
                FeatureColumns.vector(accounts.schema(), model.features()))
            .mapPartitions(
                new ScorePartition(model, day), Encoders.row(Prediction.TABLE.schema())));
  }

  private static Dataset<Row> unscored(
      Dataset<Row> accounts, PropensityModel model, LocalDate day, String why) {
    return Prediction.TABLE.conform(
        accounts.select(
            lit(day).as(Prediction.AS_OF),
            col(Customer360.ACCOUNT_ID).as(Prediction.ACCOUNT_ID),
            lit(model.outcome()).as(Prediction.OUTCOME),
            lit((long) model.horizonDays()).as(Prediction.HORIZON_DAYS),
            empty(Prediction.MODEL),
            lit("abstained").as(Prediction.STATUS),
            lit(why).as(Prediction.STATUS_REASON),
            empty(Prediction.PROBABILITY),
            empty(Prediction.LOW),
            empty(Prediction.HIGH),
            empty(Prediction.BASE_LOG_ODDS),
            empty(Prediction.LOG_ODDS),
            empty(Prediction.CONTRIBUTIONS)));
  }

  private static Column empty(String column) {
    DataType type = Prediction.TABLE.schema().apply(column).dataType();
    return lit(null).cast(type).as(column);
  }

  private Predictions() {}
}
