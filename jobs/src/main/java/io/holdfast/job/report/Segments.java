package io.holdfast.job.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.AccountSegment;
import io.holdfast.table.Customer360;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What each behaviour segment of paying accounts is worth and how it stands. */
public record Segments(List<Segment> segments) {
  private static final String[] BY_ACCOUNT = {Customer360.ACCOUNT_ID};
  private static final String RISK = "risk";
  private static final String HEALTH = "health";
  private static final String ACCOUNTS = "accounts";

  /** One segment; risk and health are means over the accounts that have them. */
  public record Segment(String name, long accounts, BigDecimal arr, Double risk, Double health) {}

  /**
   * @param champions rows of account_score of the day and of the outcome that is bad news
   */
  static Segments read(
      Dataset<Row> customers, Dataset<Row> segments, Dataset<Row> champions, Dataset<Row> health) {
    Dataset<Row> risk =
        champions.select(col(AccountScore.ACCOUNT_ID), col(AccountScore.PROBABILITY).as(RISK));
    Dataset<Row> healthy =
        health.select(col(AccountHealth.ACCOUNT_ID), col(AccountHealth.SCORE).as(HEALTH));
    return new Segments(
        customers
            .where(col(Customer360.ACTIVE))
            .select(Customer360.ACCOUNT_ID, Customer360.ARR)
            .join(
                segments.select(AccountSegment.ACCOUNT_ID, AccountSegment.SEGMENT_NAME),
                BY_ACCOUNT,
                "left")
            .join(risk, BY_ACCOUNT, "left")
            .join(healthy, BY_ACCOUNT, "left")
            .groupBy(
                coalesce(col(AccountSegment.SEGMENT_NAME), lit("Not in a segment"))
                    .as(AccountSegment.SEGMENT_NAME))
            .agg(
                count(lit(1)).as(ACCOUNTS),
                sum(Customer360.ARR).as(Customer360.ARR),
                avg(RISK).as(RISK),
                avg(HEALTH).as(HEALTH))
            .orderBy(col(Customer360.ARR).desc(), col(AccountSegment.SEGMENT_NAME))
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Segment(
                        row.getAs(AccountSegment.SEGMENT_NAME),
                        Rows.count(row, ACCOUNTS),
                        Rows.money(row, Customer360.ARR),
                        row.getAs(RISK),
                        row.getAs(HEALTH)))
            .toList());
  }
}
