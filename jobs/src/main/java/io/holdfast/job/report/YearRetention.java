package io.holdfast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.AccountMrr;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of the accounts that paid twelve months before the last whole month.
 *
 * @param month first day of that last whole month
 * @param accounts accounts that paid then
 */
public record YearRetention(LocalDate month, long accounts, Double logo, Double gross, Double net) {
  private static final String THEN = "mrr_then";
  private static final String NOW = "mrr_now";

  static YearRetention read(Dataset<Row> accountMrr, LocalDate day) {
    LocalDate month = day.plusDays(1).withDayOfMonth(1).minusMonths(1);
    Date now = Date.valueOf(month);
    Date then = Date.valueOf(month.minusMonths(12));
    Row sums =
        accountMrr
            .where(col(AccountMrr.MONTH).isin(now, then))
            .groupBy(AccountMrr.ACCOUNT_ID)
            .agg(sum(inMonth(then)).as(THEN), sum(inMonth(now)).as(NOW))
            .where(col(THEN).gt(0))
            .agg(
                count(lit(1)).as("accounts"),
                sum(when(col(NOW).gt(0), lit(1L)).otherwise(lit(0L))).as("stayed"),
                sum(THEN).as(THEN),
                sum(NOW).as(NOW),
                sum(least(col(NOW), col(THEN))).as("kept"))
            .first();
    long accounts = Rows.count(sums, "accounts");
    BigDecimal before = Rows.money(sums, THEN);
    return accounts == 0
        ? new YearRetention(month, 0, null, null, null)
        : new YearRetention(
            month,
            accounts,
            (double) Rows.count(sums, "stayed") / accounts,
            share(Rows.money(sums, "kept"), before),
            share(Rows.money(sums, NOW), before));
  }

  private static Column inMonth(Date month) {
    return when(col(AccountMrr.MONTH).equalTo(month), col(AccountMrr.MRR))
        .otherwise(lit(0).cast("decimal(18,2)"));
  }

  private static double share(BigDecimal part, BigDecimal whole) {
    return part.doubleValue() / whole.doubleValue();
  }
}
