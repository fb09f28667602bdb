package io.holdfast.job.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.holdfast.outcome.Outcome;
import io.holdfast.table.Account;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Accounts worth a look, with reasons and the next action. */
public record AccountCards(List<Card> cards) {
  private static final String[] BY_ACCOUNT = {AccountScore.ACCOUNT_ID};
  private static final String HEALTH = "health_score";
  private static final String HEALTH_BAND = "health_band";

  /** One account; probability and what follows from it are null when the model abstained. */
  public record Card(
      String id,
      String name,
      String segment,
      Double probability,
      Double low,
      Double high,
      String band,
      String bandKind,
      BigDecimal arr,
      BigDecimal atStake,
      Double health,
      String healthBand,
      String headline,
      List<String> drivers,
      String protector,
      String change,
      String action,
      LocalDate due) {}

  /**
   * The accounts with most at stake among those of the upper bands, then the others; where nothing
   * is forecast, those with the poorest health.
   *
   * @param champions rows of account_score of one day and outcome
   */
  static AccountCards read(
      Outcome outcome,
      Dataset<Row> champions,
      Dataset<Row> accounts,
      Dataset<Row> health,
      int limit) {
    Object[] words = outcome.bands().strong().toArray();
    Column strong = when(col(AccountScore.BAND).isin(words), lit(0)).otherwise(lit(1));
    Dataset<Row> names =
        accounts.select(
            col(Account.ACCOUNT_ID),
            col(Account.NAME),
            coalesce(col(Account.SEGMENT), lit("")).as(Account.SEGMENT));
    Dataset<Row> scores =
        health.select(
            col(AccountHealth.ACCOUNT_ID),
            col(AccountHealth.SCORE).as(HEALTH),
            col(AccountHealth.BAND).as(HEALTH_BAND));
    return new AccountCards(
        champions
            .join(names, BY_ACCOUNT, "left")
            .join(scores, BY_ACCOUNT, "left")
            .orderBy(
                strong,
                col(AccountScore.ARR_AT_STAKE).desc_nulls_last(),
                col(HEALTH).asc_nulls_last(),
                col(AccountScore.ACCOUNT_ID))
            .limit(limit)
            .collectAsList()
            .stream()
            .map(row -> card(outcome, row))
            .toList());
  }

  private static Card card(Outcome outcome, Row row) {
    String id = row.getAs(AccountScore.ACCOUNT_ID);
    String name = row.getAs(Account.NAME);
    Row protector = row.getAs(AccountScore.PROTECTOR);
    return new Card(
        id,
        name == null || name.isBlank() ? id : name,
        row.getAs(Account.SEGMENT),
        row.getAs(AccountScore.PROBABILITY),
        row.getAs(AccountScore.LOW),
        row.getAs(AccountScore.HIGH),
        row.getAs(AccountScore.BAND),
        Outlook.kind(outcome, row.getAs(AccountScore.BAND)),
        row.getAs(AccountScore.ARR),
        row.getAs(AccountScore.ARR_AT_STAKE),
        row.getAs(HEALTH),
        row.getAs(HEALTH_BAND),
        row.getAs(AccountScore.HEADLINE),
        Rows.<Row>list(row, AccountScore.DRIVERS).stream()
            .map(driver -> driver.<String>getAs("sentence"))
            .toList(),
        protector == null ? null : protector.getAs("sentence"),
        row.getAs(AccountScore.CHANGE_REASON),
        row.getAs(AccountScore.ACTION),
        Rows.day(row, AccountScore.DUE_ON));
  }
}
