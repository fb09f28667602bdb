package io.holdfast.retention;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Account;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.CohortRetention;
import io.holdfast.table.Table;
import io.holdfast.time.AsOf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** The monthly cohort table. */
public final class Cohorts {
  /** The dimension that does not split, and its only value. */
  public static final String ALL = "all";

  /** Value of a dimension for accounts that have none. */
  public static final String UNKNOWN = "unknown";

  /**
   * {@link CohortRetention#TABLE}, for all accounts and split by segment and by industry as the
   * account is now. A cohort is the accounts that first paid at the end of one month; its periods
   * run to the age of the oldest cohort, and those that have not ended are censored. GRR counts of
   * each account the lesser of its MRR at the start and now, NRR its MRR now, both at the exchange
   * rates of their month ends.
   *
   * @param accountMrr conforming to {@link AccountMrr#TABLE}, every month from the first paid one
   * @param accounts conforming to {@link Account#TABLE}
   */
  public static Dataset<Row> of(Dataset<Row> accountMrr, Dataset<Row> accounts, AsOf asOf) {
    return withUnended(grouped(accountMrr, accounts), asOf)
        .select(
            lit(asOf.day()).as(CohortRetention.KNOWN_AS_OF),
            col(CohortRetention.COHORT),
            col(CohortRetention.DIMENSION),
            col(CohortRetention.DIMENSION_VALUE),
            col(CohortRetention.PERIOD),
            col(CohortRetention.ACCOUNTS),
            seen(col(CohortRetention.ACTIVE)).as(CohortRetention.ACTIVE),
            col(CohortRetention.START_MRR),
            seen(col(CohortRetention.MRR)).as(CohortRetention.MRR),
            share(CohortRetention.ACTIVE, CohortRetention.ACCOUNTS)
                .as(CohortRetention.LOGO_RETENTION),
            share("kept", CohortRetention.START_MRR).as(CohortRetention.GRR),
            share(CohortRetention.MRR, CohortRetention.START_MRR).as(CohortRetention.NRR),
            col(CohortRetention.CENSORED))
        .transform(CohortRetention.TABLE::conform);
  }

  /** Sums of each cohort, part and period, including the as-of day's unfinished month. */
  private static Dataset<Row> grouped(Dataset<Row> accountMrr, Dataset<Row> accounts) {
    WindowSpec account = Window.partitionBy(col(AccountMrr.ACCOUNT_ID));
    Dataset<Row> attributes =
        accounts.select(col(Account.ACCOUNT_ID), col(Account.SEGMENT), col(Account.INDUSTRY));
    Column parts =
        array(
            part(ALL, lit(ALL)),
            part(Account.SEGMENT, coalesce(col(Account.SEGMENT), lit(UNKNOWN))),
            part(Account.INDUSTRY, coalesce(col(Account.INDUSTRY), lit(UNKNOWN))));
    return accountMrr
        .withColumn(CohortRetention.COHORT, min(AccountMrr.MONTH).over(account))
        .withColumn("start", min_by(col(AccountMrr.MRR), col(AccountMrr.MONTH)).over(account))
        .join(attributes, new String[] {AccountMrr.ACCOUNT_ID}, "left")
        .withColumn("part", explode(parts))
        .groupBy(
            col(CohortRetention.COHORT),
            col("part." + CohortRetention.DIMENSION),
            col("part." + CohortRetention.DIMENSION_VALUE),
            col(AccountMrr.MONTH))
        .agg(
            count(lit(1)).as(CohortRetention.ACCOUNTS),
            sum(when(col(AccountMrr.SUBSCRIPTIONS).gt(0), 1).otherwise(0))
                .as(CohortRetention.ACTIVE),
            sum("start").cast(Table.MONEY).as(CohortRetention.START_MRR),
            sum(AccountMrr.MRR).cast(Table.MONEY).as(CohortRetention.MRR),
            sum(least(col("start"), col(AccountMrr.MRR))).cast(Table.MONEY).as("kept"));
  }

  /** Adds the periods after the as-of month, up to the age of the oldest cohort. */
  private static Dataset<Row> withUnended(Dataset<Row> grouped, AsOf asOf) {
    Column thisMonth = lit(asOf.day().withDayOfMonth(1));
    Column age = months(col(CohortRetention.COHORT), col(AccountMrr.MONTH));
    Column oldest =
        months(
            min(CohortRetention.COHORT).over(Window.partitionBy(CohortRetention.DIMENSION)),
            thisMonth);
    Column until = when(col(AccountMrr.MONTH).equalTo(thisMonth), col("oldest")).otherwise(age);
    return grouped
        .withColumn("oldest", oldest)
        .withColumn(CohortRetention.PERIOD, explode(sequence(age, until)))
        .withColumn(
            CohortRetention.CENSORED,
            last_day(
                    add_months(
                        col(CohortRetention.COHORT), col(CohortRetention.PERIOD).cast("int")))
                .gt(lit(asOf.day())));
  }

  private static Column months(Column from, Column to) {
    return months_between(to, from).cast(Table.COUNT);
  }

  private static Column part(String dimension, Column value) {
    return struct(
        lit(dimension).as(CohortRetention.DIMENSION), value.as(CohortRetention.DIMENSION_VALUE));
  }

  private static Column share(String amount, String of) {
    return seen(round(try_divide(col(amount).cast("double"), col(of).cast("double")), 6));
  }

  private static Column seen(Column figure) {
    return when(col(CohortRetention.CENSORED), lit(null)).otherwise(figure);
  }

  private Cohorts() {}
}
