package io.holdfast.revenue;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;

import io.holdfast.money.Conversion;
import io.holdfast.money.ExchangeRates;
import io.holdfast.money.RecurringSpans;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.Table;
import io.holdfast.time.AsOf;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** What pays at the end of each month, or of the as-of day in its unfinished month. */
public final class MonthEnds {
  static final String SUBSCRIPTION_KEY = RecurringSpans.SUBSCRIPTION_KEY;
  static final String CONTRACT_MRR = "contract_mrr";

  /**
   * One row for each account, subscription and month at whose end it pays: {@code account_id,
   * source, subscription_key, month, currency, contract_mrr} and {@code mrr} in the reporting
   * currency at that day's rate.
   *
   * @param spans as {@link RecurringSpans} gives them, as of the same day
   * @param links conforming to {@link AccountLink#TABLE}; spans without an account drop out
   */
  public static Dataset<Row> of(
      Dataset<Row> spans, Dataset<Row> links, ExchangeRates rates, AsOf asOf) {
    Conversion conversion = new Conversion(rates);
    Column months =
        sequence(
            trunc(col(RecurringSpans.FROM_DAY), "month"),
            trunc(date_sub(col(RecurringSpans.TO_DAY), 1), "month"),
            expr("interval 1 month"));
    Dataset<Row> paying =
        spans
            .where(col(RecurringSpans.PAYING))
            .withColumn(AccountMrr.MONTH, explode(months))
            .withColumn("day", lastDay(col(AccountMrr.MONTH), asOf))
            .where(
                col("day")
                    .geq(col(RecurringSpans.FROM_DAY))
                    .and(col("day").lt(col(RecurringSpans.TO_DAY))));
    return AccountLink.resolve(paying, links)
        .select(
            col(AccountLink.ACCOUNT_ID),
            col(RecurringSpans.SOURCE),
            col(SUBSCRIPTION_KEY),
            col(AccountMrr.MONTH),
            conversion.orReporting(col(RecurringSpans.CURRENCY)).as(RecurringSpans.CURRENCY),
            col(RecurringSpans.MRR).as(CONTRACT_MRR),
            conversion
                .of(col(RecurringSpans.MRR), col(RecurringSpans.CURRENCY), col("day"))
                .as(AccountMrr.MRR));
  }

  /**
   * {@link AccountMrr#TABLE}: every month from the account's first paying one to that of the as-of
   * day, with zero where it does not pay.
   */
  public static Dataset<Row> accountMrr(Dataset<Row> monthEnds, AsOf asOf) {
    Column until =
        coalesce(
            lead(add_months(col(AccountMrr.MONTH), -1), 1)
                .over(Window.partitionBy(AccountMrr.ACCOUNT_ID).orderBy(AccountMrr.MONTH)),
            lit(month(asOf)));
    Column paid = col("filled").equalTo(col(AccountMrr.MONTH));
    return monthEnds
        .groupBy(AccountMrr.ACCOUNT_ID, AccountMrr.MONTH)
        .agg(sum(AccountMrr.MRR).cast(Table.MONEY).as("paid_mrr"), count(lit(1)).as("paying"))
        .withColumn("until", until)
        .withColumn(
            "filled",
            explode(sequence(col(AccountMrr.MONTH), col("until"), expr("interval 1 month"))))
        .select(
            lit(asOf.day()).as(AccountMrr.KNOWN_AS_OF),
            col(AccountMrr.ACCOUNT_ID),
            col("filled").as(AccountMrr.MONTH),
            orZero(paid, col("paid_mrr")).cast(Table.MONEY).as(AccountMrr.MRR),
            orZero(paid, col("paying")).as(AccountMrr.SUBSCRIPTIONS))
        .transform(AccountMrr.TABLE::conform);
  }

  private static Column orZero(Column condition, Column value) {
    return org.apache.spark.sql.functions.when(condition, value).otherwise(lit(0).cast("long"));
  }

  /** The day whose end a month's figures are of. */
  static Column lastDay(Column month, AsOf asOf) {
    return least(last_day(month), lit(asOf.day()));
  }

  static LocalDate month(AsOf asOf) {
    return asOf.day().withDayOfMonth(1);
  }

  /**
   * Each amount as the closing one of its month and, until the last month, as the next opening, in
   * column {@code side}.
   */
  static Dataset<Row> closingAndNextOpening(
      Dataset<Row> rows, Column amount, Column zero, AsOf asOf) {
    Column next = add_months(col(AccountMrr.MONTH), 1);
    Column sides =
        array(
            struct(col(AccountMrr.MONTH).as("month"), zero.as("opening"), amount.as("closing")),
            struct(next.as("month"), amount.as("opening"), zero.as("closing")));
    return rows.withColumn("sides", sides)
        .withColumn("side", explode(col("sides")))
        .where(col("side.month").leq(lit(month(asOf))));
  }

  private MonthEnds() {}
}
