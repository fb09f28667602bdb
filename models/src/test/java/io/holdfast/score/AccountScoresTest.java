package io.holdfast.score;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.outcome.Outcome;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.Prediction;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class AccountScoresTest {
  private static final LocalDate DAY = LocalDate.parse("2025-12-31");
  private static final LocalDate BASELINE = LocalDate.parse("2025-09-30");
  private static final LocalDate BEFORE = LocalDate.parse("2025-12-30");
  private static final StructType CUSTOMER =
      Customer360.TABLE
          .schema()
          .add("signins_28d", DataTypes.DoubleType)
          .add("open_tickets", DataTypes.DoubleType);

  private final List<Row> predictions = new ArrayList<>();
  private final List<Row> earlier = new ArrayList<>();
  private final List<Row> customers = new ArrayList<>();
  private final List<Row> health = new ArrayList<>();
  private final List<Row> warnings = new ArrayList<>();

  @Test
  void aScoreCarriesReasonsWithValueBaselineAndPeersAndAnAction() {
    customer(DAY, "a", 12.0, 3.0);
    customer(BASELINE, "a", 40.0, 3.0);
    customer(DAY, "b", 35.0, 1.0, 1002L);
    customer(DAY, "c", 58.0, 2.0, 1002L);
    predict(DAY, "a", "churn", .4125, Map.of("signins_28d", .9, "tenure_days", 1.2, "mrr", -.4));
    health("a", 78.0, "good");

    Row score = only("a", "churn");

    assertThat(sentences(score))
        .containsExactly(
            "Sign-ins in the last 28 days fell to 12 from 40 on 30 Sep 2025;"
                + " comparable accounts have 35.",
            "Time as a customer runs from 26 Nov 2024; that of comparable accounts from"
                + " 4 Apr 2023.");
    assertThat(score.<String>getAs(AccountScore.HEADLINE))
        .isEqualTo(
            "High churn risk (41%) although health is good (78):"
                + " sign-ins in the last 28 days fell to 12 from 40 on 30 Sep 2025.");
    assertThat(score.<String>getAs(AccountScore.BAND)).isEqualTo("high");
    assertThat(score.<BigDecimal>getAs(AccountScore.ARR_AT_STAKE)).isEqualByComparingTo("4950.00");
    assertThat(score.<String>getAs(AccountScore.ACTION))
        .isEqualTo(
            "Customer success: Win them back before 5 Jan 2026;"
                + " sign-ins in the last 28 days fell to 12 from 40 on 30 Sep 2025.");
    assertThat(score.<Date>getAs(AccountScore.DUE_ON)).isEqualTo(Date.valueOf("2026-01-04"));
    assertThat(score.<Row>getAs(AccountScore.PROTECTOR)).isNull();
  }

  @Test
  void theBaseAndAllContributionsAreTheLogOdds() {
    customer(DAY, "a", 12.0, 3.0);
    predict(DAY, "a", "churn", .4, Map.of("signins_28d", .9, "tenure_days", 1.2, "mrr", -.4));

    Row score = only("a", "churn");

    assertThat(score.<Double>getAs(AccountScore.LOG_ODDS))
        .isCloseTo(score.<Double>getAs(AccountScore.BASE_LOG_ODDS) + .9 + 1.2 - .4, within(1e-9));
  }

  @Test
  void whatNobodyCanActOnDoesNotLeadEvenAlone() {
    customer(DAY, "a", 12.0, 3.0);
    predict(DAY, "a", "churn", .4, Map.of("tenure_days", 1.2));

    assertThat(sentences(only("a", "churn"))).isEmpty();
  }

  @Test
  void anAccountWithoutForecastHasTheReasonAndAHeadlineFromHealthAndWarnings() {
    customer(DAY, "a", 12.0, 3.0);
    abstain("a", "churn", "Too few accounts left to learn from: 12, at least 40 are needed.");
    abstain("a", "upsell", "No signal.");
    health("a", 62.0, "fair");
    warn("a", "late_invoice", "warn", "2 invoices are overdue.");

    Row score = only("a", "churn");

    assertThat(score.<Double>getAs(AccountScore.PROBABILITY)).isNull();
    assertThat(score.<String>getAs(AccountScore.BAND)).isNull();
    assertThat(sentences(score)).isEmpty();
    assertThat(score.<String>getAs(AccountScore.STATUS)).isEqualTo("abstained");
    assertThat(score.<String>getAs(AccountScore.HEADLINE))
        .isEqualTo(
            "No churn forecast (too few accounts left to learn from: 12, at least 40 are needed);"
                + " health is fair (62). 2 invoices are overdue.");
    assertThat(only("a", "upsell").<String>getAs(AccountScore.HEADLINE))
        .isEqualTo(score.<String>getAs(AccountScore.HEADLINE));
  }

  @Test
  void anUrgentWarningWinsOverAQuietModelAndHasItsPlay() {
    customer(DAY, "a", 12.0, 3.0);
    predict(DAY, "a", "churn", .03, Map.of());
    health("a", 80.0, "good");
    warn("a", "ends", "urgent", "The contract ends on 31 Jan 2026.");
    warn("a", "a_rule", "watch", "Few sign-ins.");

    Row score = only("a", "churn");

    assertThat(score.<String>getAs(AccountScore.HEADLINE))
        .isEqualTo("Urgent although churn risk is low (3%): The contract ends on 31 Jan 2026.");
    assertThat(score.<String>getAs(AccountScore.PLAY)).isEqualTo("urgent");
  }

  @Test
  void lowRiskWithoutWarningsHasNoPlay() {
    customer(DAY, "a", 12.0, 3.0);
    predict(DAY, "a", "churn", .03, Map.of("signins_28d", .9));

    assertThat(only("a", "churn").<String>getAs(AccountScore.PLAY)).isNull();
  }

  @Test
  void aPlayFitsOnlyWhereWhatItNeedsIsTrue() {
    customer(DAY, "a", 12.0, 3.0);
    customer(DAY, "b", 12.0, 2.0);
    for (String id : List.of("a", "b")) {
      predict(DAY, id, "churn", .8, Map.of());
    }

    assertThat(only("a", "churn").<String>getAs(AccountScore.ACTION))
        .isEqualTo("Support lead: Close the open tickets by 4 Jan 2026.");
    assertThat(only("b", "churn").<String>getAs(AccountScore.PLAY)).isNull();
  }

  @Test
  void aPlayThatIsStillProposedKeepsItsDays() {
    customer(DAY, "a", 12.0, 3.0);
    predict(DAY, "a", "churn", .8, Map.of());
    predict(BEFORE, "a", "churn", .8, Map.of());
    propose("a", "close_the_tickets", "2025-12-20");

    Row score = only("a", "churn");

    assertThat(score.<Date>getAs(AccountScore.PROPOSED_ON)).isEqualTo(Date.valueOf("2025-12-20"));
    assertThat(score.<Date>getAs(AccountScore.DUE_ON)).isEqualTo(Date.valueOf("2025-12-30"));
  }

  @Test
  void anotherPlayThanTheLastRunProposedBeginsToday() {
    customer(DAY, "a", 12.0, 3.0);
    predict(DAY, "a", "churn", .8, Map.of());
    predict(BEFORE, "a", "churn", .8, Map.of());
    propose("a", "win_back", "2025-12-20");

    assertThat(only("a", "churn").<Date>getAs(AccountScore.PROPOSED_ON))
        .isEqualTo(Date.valueOf(DAY));
  }

  @Test
  void aChangeIsExplainedByWhatMovedMost() {
    customer(DAY, "a", 12.0, 3.0);
    customer(BEFORE, "a", 30.0, 3.0);
    predict(DAY, "a", "churn", .31, Map.of("signins_28d", .9, "open_tickets", .3));
    predict(BEFORE, "a", "churn", .12, Map.of("signins_28d", .1, "open_tickets", .2));

    Row score = only("a", "churn");

    assertThat(score.<Double>getAs(AccountScore.PREVIOUS_PROBABILITY)).isEqualTo(.12);
    assertThat(score.<String>getAs(AccountScore.CHANGE_REASON))
        .isEqualTo(
            "Churn risk rose from 12% to 31%, mostly because sign-ins in the last 28 days"
                + " fell to 12 from 30.");
  }

  @Test
  void thePercentileIsTheShareOfScoredAccountsBelow() {
    for (String id : List.of("a", "b", "c", "d")) {
      customer(DAY, id, 12.0, 3.0);
    }
    predict(DAY, "a", "churn", .1, Map.of());
    predict(DAY, "b", "churn", .2, Map.of());
    predict(DAY, "c", "churn", .2, Map.of());
    predict(DAY, "d", "churn", .9, Map.of());

    Map<String, Double> percentiles = new HashMap<>();
    scores()
        .collectAsList()
        .forEach(
            row ->
                percentiles.put(
                    row.getAs(AccountScore.ACCOUNT_ID), row.getAs(AccountScore.PERCENTILE)));

    assertThat(percentiles).isEqualTo(Map.of("a", 0.0, "b", 25.0, "c", 25.0, "d", 75.0));
  }

  @Test
  void noPlanHoldsACartesianOrNestedLoopJoin() {
    customer(DAY, "a", 12.0, 3.0);
    predict(DAY, "a", "churn", .1, Map.of());

    assertThat(scores().queryExecution().executedPlan().toString())
        .doesNotContain("Cartesian")
        .doesNotContain("NestedLoop");
  }

  private Row only(String account, String outcome) {
    List<Row> found =
        scores()
            .where(
                col(AccountScore.ACCOUNT_ID)
                    .equalTo(account)
                    .and(col(AccountScore.OUTCOME).equalTo(outcome)))
            .collectAsList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static List<String> sentences(Row score) {
    return score.<Row>getList(score.fieldIndex(AccountScore.DRIVERS)).stream()
        .map(reason -> reason.<String>getAs("sentence"))
        .toList();
  }

  private Dataset<Row> scores() {
    Dataset<Row> predicted = rows(predictions, Prediction.TABLE.schema());
    return AccountScores.accountScore(
        new ScoreInputs(
            predicted,
            predicted,
            rows(earlier, AccountScore.TABLE.schema()),
            rows(customers, CUSTOMER),
            rows(health, AccountHealth.TABLE.schema()),
            rows(warnings, EarlyWarning.TABLE.schema())),
        new ScoreParams(
            DAY,
            BEFORE,
            "USD",
            List.of(
                OutcomeWords.of(Outcome.of(Outcome.Kind.CHURN)),
                OutcomeWords.of(Outcome.of(Outcome.Kind.UPSELL))),
            List.of(
                words("signins_28d", "sign-ins in the last 28 days", "sign-ins", "good", true),
                words("open_tickets", "open tickets", "tickets", "bad", true),
                words("mrr", "MRR", "USD", "neutral", false),
                new FeatureWords(
                    "tenure_days",
                    "time as a customer",
                    "days",
                    "good",
                    "contract",
                    true,
                    false,
                    new FeatureWords.Told(FeatureWords.Calendar.PAST, "tenure"))),
            new Playbooks(
                List.of(
                    play(
                        "win_back",
                        20,
                        bands("high"),
                        "Win them back before {deadline}; {driver}."),
                    play("urgent", 10, urgent(), "{warning}"),
                    new Play(
                        "close_the_tickets",
                        "churn",
                        bands("critical"),
                        "open_tickets > 2",
                        "Close the open tickets by {due}.",
                        10,
                        "Support lead",
                        30)))));
  }

  private static Play play(String name, int priority, PlayConditions when, String action) {
    return new Play(name, "churn", when, null, action, 10, "Customer success", priority);
  }

  private static PlayConditions bands(String... bands) {
    return new PlayConditions(
        List.of(bands), List.of(), List.of(), List.of(), List.of(), List.of(), 30, null, null);
  }

  private static PlayConditions urgent() {
    return new PlayConditions(
        List.of(), List.of(), List.of(), List.of(), List.of("urgent"), List.of(), null, null, null);
  }

  private static FeatureWords words(
      String name, String label, String unit, String direction, boolean actionable) {
    return new FeatureWords(name, label, unit, direction, name, true, actionable);
  }

  private static Dataset<Row> rows(List<Row> rows, StructType schema) {
    return TestSpark.session().createDataFrame(rows, schema);
  }

  private void customer(LocalDate day, String id, double signins, double tickets) {
    customer(day, id, signins, tickets, 400L);
  }

  private void customer(LocalDate day, String id, double signins, double tickets, long tenureDays) {
    Map<String, Object> values = new HashMap<>();
    values.put(Customer360.AS_OF, Date.valueOf(day));
    values.put(Customer360.ACCOUNT_ID, id);
    values.put(Customer360.ACTIVE, true);
    values.put(Customer360.MRR, new BigDecimal("1000.00"));
    values.put(Customer360.ARR, new BigDecimal("12000.00"));
    values.put(Customer360.TENURE_DAYS, tenureDays);
    values.put(Customer360.RENEWAL_ON, Date.valueOf("2026-01-05"));
    values.put("signins_28d", signins);
    values.put("open_tickets", tickets);
    customers.add(
        RowFactory.create(
            java.util.Arrays.stream(CUSTOMER.fieldNames()).map(values::get).toArray()));
  }

  private void predict(
      LocalDate day, String id, String outcome, double p, Map<String, Double> contributions) {
    double sum = contributions.values().stream().mapToDouble(Double::doubleValue).sum();
    predictions.add(
        row(
            Prediction.TABLE,
            Map.of(
                Prediction.AS_OF,
                Date.valueOf(day),
                Prediction.ACCOUNT_ID,
                id,
                Prediction.OUTCOME,
                outcome,
                Prediction.HORIZON_DAYS,
                90L,
                Prediction.MODEL,
                "m1",
                Prediction.STATUS,
                "fresh",
                Prediction.PROBABILITY,
                p,
                Prediction.BASE_LOG_ODDS,
                -2.0,
                Prediction.LOG_ODDS,
                -2.0 + sum,
                Prediction.CONTRIBUTIONS,
                CollectionConverters.asScala(contributions))));
  }

  private void abstain(String id, String outcome, String reason) {
    predictions.add(
        row(
            Prediction.TABLE,
            Map.of(
                Prediction.AS_OF,
                Date.valueOf(DAY),
                Prediction.ACCOUNT_ID,
                id,
                Prediction.OUTCOME,
                outcome,
                Prediction.HORIZON_DAYS,
                90L,
                Prediction.STATUS,
                "abstained",
                Prediction.STATUS_REASON,
                reason)));
  }

  private void propose(String id, String play, String day) {
    earlier.add(
        row(
            AccountScore.TABLE,
            Map.of(
                AccountScore.AS_OF,
                Date.valueOf(BEFORE),
                AccountScore.ACCOUNT_ID,
                id,
                AccountScore.OUTCOME,
                "churn",
                AccountScore.SUBJECT,
                "all",
                AccountScore.ROLE,
                "champion",
                AccountScore.PLAY,
                play,
                AccountScore.PROPOSED_ON,
                Date.valueOf(day))));
  }

  private void health(String id, double score, String band) {
    health.add(
        row(
            AccountHealth.TABLE,
            Map.of(
                AccountHealth.AS_OF,
                Date.valueOf(DAY),
                AccountHealth.ACCOUNT_ID,
                id,
                AccountHealth.SCORE,
                score,
                AccountHealth.BAND,
                band)));
  }

  private void warn(String id, String rule, String severity, String sentence) {
    warnings.add(
        row(
            EarlyWarning.TABLE,
            Map.of(
                EarlyWarning.AS_OF,
                Date.valueOf(DAY),
                EarlyWarning.ACCOUNT_ID,
                id,
                EarlyWarning.RULE,
                rule,
                EarlyWarning.SEVERITY,
                severity,
                EarlyWarning.SENTENCE,
                sentence)));
  }

  private static Row row(Table table, Map<String, Object> values) {
    return RowFactory.create(table.columnNames().stream().map(values::get).toArray());
  }
}
