package io.holdfast.job.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import io.holdfast.table.Account;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** One row for each CRM record, with everything that may be sent to it. */
final class CrmRows {
  private static final String[] BY_ACCOUNT = {Account.ACCOUNT_ID};
  static final String DAY = "day";
  static final String SCORES = "scores";
  static final String HEALTH_SCORE = "health_score";
  static final String HEALTH_BAND = "health_band";

  /**
   * Accounts that live in the CRM with their scores and health of a day; those are null where the
   * account has none. Where two accounts claim one record, the scored one that came first counts.
   */
  static Dataset<Row> of(
      Dataset<Row> accounts, Dataset<Row> scores, Dataset<Row> health, LocalDate day) {
    Dataset<Row> inCrm =
        accounts
            .where(col(Account.CRM_KEY).isNotNull().and(col(Account.FORWARDS_TO).isNull()))
            .select(Account.ACCOUNT_ID, Account.CRM_KEY);
    return inCrm
        .join(scoresOf(scores, day), BY_ACCOUNT, "left")
        .join(healthOf(health, day), BY_ACCOUNT, "left")
        .withColumn(DAY, lit(day))
        .withColumn("rank", row_number().over(claims()))
        .where(col("rank").equalTo(1))
        .drop("rank");
  }

  private static WindowSpec claims() {
    Column known = col(SCORES).isNotNull();
    return Window.partitionBy(Account.CRM_KEY).orderBy(known.desc(), col(Account.ACCOUNT_ID));
  }

  private static Dataset<Row> scoresOf(Dataset<Row> scores, LocalDate day) {
    return scores
        .where(
            col(AccountScore.AS_OF)
                .equalTo(lit(day))
                .and(col(AccountScore.ROLE).equalTo("champion"))
                .and(col(AccountScore.SUBJECT).equalTo("all")))
        .groupBy(AccountScore.ACCOUNT_ID)
        .agg(
            sort_array(collect_list(sent())).as(SCORES),
            max(AccountScore.HEADLINE).as(AccountScore.HEADLINE));
  }

  private static Column sent() {
    return struct(
        col(AccountScore.OUTCOME),
        col(AccountScore.HORIZON_DAYS),
        col(AccountScore.PROBABILITY),
        col(AccountScore.BAND),
        col(AccountScore.PERCENTILE),
        col(AccountScore.ARR_AT_STAKE),
        transform(col(AccountScore.DRIVERS), driver -> driver.getField("sentence"))
            .as(AccountScore.DRIVERS),
        col(AccountScore.PROTECTOR).getField("sentence").as(AccountScore.PROTECTOR),
        col(AccountScore.CHANGE_REASON),
        col(AccountScore.PLAY),
        col(AccountScore.ACTION),
        col(AccountScore.PROPOSED_ON),
        col(AccountScore.DUE_ON),
        col(AccountScore.STATUS),
        col(AccountScore.STATUS_REASON),
        col(AccountScore.MODEL));
  }

  private static Dataset<Row> healthOf(Dataset<Row> health, LocalDate day) {
    return health
        .where(col(AccountHealth.AS_OF).equalTo(lit(day)))
        .select(
            col(AccountHealth.ACCOUNT_ID),
            col(AccountHealth.SCORE).as(HEALTH_SCORE),
            col(AccountHealth.BAND).as(HEALTH_BAND),
            col(AccountHealth.CONFIDENCE),
            col(AccountHealth.EXPLANATION));
  }

  private CrmRows() {}
}
