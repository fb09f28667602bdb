package io.holdfast.score;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rank;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.Prediction;
import java.time.LocalDate;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Puts the champions' predictions into words. */
public final class AccountScores {
  static final String BASELINE = "baseline_values";
  static final String PREVIOUS = "previous_values";
  static final String FORECASTS = "forecasts";
  static final String WARNINGS = "warnings";
  static final String EARLIER = "earlier";
  static final String PLAYS_MET = "plays_met";

  private static final String[] BY_ACCOUNT = {Prediction.ACCOUNT_ID};
  private static final String[] BY_OUTCOME = {Prediction.ACCOUNT_ID, Prediction.OUTCOME};
  private static final String ABSTAINED = "abstained";
  private static final String SUBJECT = "all";
  private static final String ROLE = "champion";

  /**
   * Table account_score for the as-of day, about the whole account, of the champion: one row for
   * every row of table prediction. ARR at stake is the probability times the account's ARR, which
   * for growth is the ARR that may grow.
   */
  public static Dataset<Row> accountScore(ScoreInputs inputs, ScoreParams params) {
    Dataset<Row> scores =
        accounts(inputs, params)
            .flatMap(
                (FlatMapFunction<Row, Row>) new ScoreRows(params)::of,
                Encoders.row(ScoreRows.SCHEMA));
    return AccountScore.TABLE.conform(
        scores
            .withColumn(AccountScore.AS_OF, lit(params.day()))
            .withColumn(AccountScore.SUBJECT, lit(SUBJECT))
            .withColumn(AccountScore.ROLE, lit(ROLE))
            .withColumn(
                AccountScore.PROPOSED_ON, date_from_unix_date(col(AccountScore.PROPOSED_ON)))
            .withColumn(AccountScore.DUE_ON, date_from_unix_date(col(AccountScore.DUE_ON))));
  }

  /** One row for each account at risk of anything, as {@link AccountRow} reads it. */
  private static Dataset<Row> accounts(ScoreInputs inputs, ScoreParams params) {
    FeatureValues features = FeatureValues.of(inputs.customers(), params.features());
    Dataset<Row> now = features.on(params.day());
    Dataset<Row> grouped = PeerGroups.assign(now);
    return forecasts(inputs, params)
        .join(profile(grouped, params.playbooks()), BY_ACCOUNT, "left")
        .join(features.medians(grouped), new String[] {PeerGroups.GROUP}, "left")
        .join(values(features, params.baselineDay(), BASELINE), BY_ACCOUNT, "left")
        .join(values(features, previousDay(params), PREVIOUS), BY_ACCOUNT, "left")
        .join(health(inputs.health(), params.day()), BY_ACCOUNT, "left")
        .join(warnings(inputs.warnings(), params.day()), BY_ACCOUNT, "left");
  }

  private static Dataset<Row> profile(Dataset<Row> grouped, Playbooks playbooks) {
    return grouped.select(
        col(Customer360.ACCOUNT_ID),
        col(Customer360.ARR),
        unix_date(col(Customer360.RENEWAL_ON)).as(Customer360.RENEWAL_ON),
        unix_date(col(Customer360.ENDS_ON)).as(Customer360.ENDS_ON),
        col(PeerGroups.GROUP),
        met(playbooks),
        col(Customer360.SILENT_DAYS),
        col(FeatureValues.VALUES));
  }

  /** Names of the plays whose needs hold, null in place of the others. */
  private static Column met(Playbooks playbooks) {
    return array(
            playbooks.plays().stream()
                .filter(play -> play.needs() != null)
                .map(play -> when(expr(play.needs()), lit(play.name())))
                .toArray(Column[]::new))
        .cast("array<string>")
        .as(PLAYS_MET);
  }

  private static Dataset<Row> values(FeatureValues features, LocalDate day, String name) {
    return features.on(day).select(col(Customer360.ACCOUNT_ID), col(FeatureValues.VALUES).as(name));
  }

  private static LocalDate previousDay(ScoreParams params) {
    return params.previousDay() == null ? LocalDate.EPOCH : params.previousDay();
  }

  private static Dataset<Row> forecasts(ScoreInputs inputs, ScoreParams params) {
    Dataset<Row> earlier =
        inputs
            .earlier()
            .where(col(Prediction.AS_OF).equalTo(lit(previousDay(params))))
            .join(proposed(inputs.proposed(), previousDay(params)), BY_OUTCOME, "left")
            .select(
                col(Prediction.ACCOUNT_ID),
                col(Prediction.OUTCOME),
                struct(
                        col(Prediction.PROBABILITY),
                        col(Prediction.MODEL),
                        col(Prediction.CONTRIBUTIONS),
                        col(AccountScore.PLAY),
                        col(AccountScore.PROPOSED_ON))
                    .as(EARLIER));
    return ranked(inputs.predictions(), params.day())
        .join(earlier, BY_OUTCOME, "left")
        .groupBy(Prediction.ACCOUNT_ID)
        .agg(collect_list(forecast()).as(FORECASTS));
  }

  private static Dataset<Row> proposed(Dataset<Row> scores, LocalDate day) {
    return scores
        .where(
            col(AccountScore.AS_OF)
                .equalTo(lit(day))
                .and(col(AccountScore.SUBJECT).equalTo(SUBJECT))
                .and(col(AccountScore.ROLE).equalTo(ROLE)))
        .select(
            col(AccountScore.ACCOUNT_ID),
            col(AccountScore.OUTCOME),
            col(AccountScore.PLAY),
            unix_date(col(AccountScore.PROPOSED_ON)).as(AccountScore.PROPOSED_ON));
  }

  private static Column forecast() {
    return struct(
        col(Prediction.OUTCOME),
        col(Prediction.HORIZON_DAYS),
        col(Prediction.MODEL),
        col(Prediction.STATUS),
        col(Prediction.STATUS_REASON),
        col(Prediction.PROBABILITY),
        col(Prediction.LOW),
        col(Prediction.HIGH),
        col(Prediction.BASE_LOG_ODDS),
        col(Prediction.LOG_ODDS),
        col(Prediction.CONTRIBUTIONS),
        col(AccountScore.PERCENTILE),
        col(EARLIER));
  }

  private static Dataset<Row> ranked(Dataset<Row> predictions, LocalDate day) {
    Column scored = col(Prediction.PROBABILITY).isNotNull();
    var peers = Window.partitionBy(col(Prediction.OUTCOME), scored);
    Column below = rank().over(peers.orderBy(Prediction.PROBABILITY)).minus(1);
    Column share = below.multiply(100.0).divide(count(lit(1)).over(peers));
    return predictions
        .where(col(Prediction.AS_OF).equalTo(lit(day)))
        .withColumn(
            Prediction.PROBABILITY,
            when(col(Prediction.STATUS).notEqual(ABSTAINED), col(Prediction.PROBABILITY)))
        .withColumn(AccountScore.PERCENTILE, when(scored, round(share, 2)));
  }

  private static Dataset<Row> health(Dataset<Row> health, LocalDate day) {
    return health
        .where(col(AccountHealth.AS_OF).equalTo(lit(day)))
        .select(
            AccountHealth.ACCOUNT_ID,
            AccountHealth.SCORE,
            AccountHealth.BAND,
            AccountHealth.EXPLANATION);
  }

  private static Dataset<Row> warnings(Dataset<Row> warnings, LocalDate day) {
    return warnings
        .where(col(EarlyWarning.AS_OF).equalTo(lit(day)))
        .groupBy(EarlyWarning.ACCOUNT_ID)
        .agg(
            collect_list(
                    struct(
                        coalesce(col(EarlyWarning.SEVERITY), lit("watch"))
                            .as(EarlyWarning.SEVERITY),
                        col(EarlyWarning.RULE),
                        col(EarlyWarning.SENTENCE)))
                .as(WARNINGS));
  }

  private AccountScores() {}
}
