package io.holdfast.revenue;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.AccountMrr;
import io.holdfast.table.MrrMovement;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.Table;
import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The bridge from one month-end MRR to the next. */
public final class Bridge {
  private static final Column ZERO = lit(0).cast(Table.MONEY);
  private static final List<String> PARTS =
      List.of(
          PeriodClose.NEW_MRR,
          PeriodClose.EXPANSION,
          PeriodClose.CONTRACTION,
          PeriodClose.CHURN,
          PeriodClose.REACTIVATION,
          PeriodClose.CURRENCY_EFFECT);

  /**
   * {@link PeriodClose#TABLE}. Opening and closing come from the accounts' month ends, the parts
   * from the movements; what they differ by is kept, and is 0.00 when the bridge closes.
   *
   * @param accountMrr conforming to {@link AccountMrr#TABLE}
   * @param movements conforming to {@link MrrMovement#TABLE}, as of the same day
   */
  public static Dataset<Row> of(Dataset<Row> accountMrr, Dataset<Row> movements, AsOf asOf) {
    Dataset<Row> levels =
        MonthEnds.closingAndNextOpening(accountMrr, col(AccountMrr.MRR), ZERO, asOf)
            .withColumn(
                "active",
                when(
                        col("side.month")
                            .equalTo(col(AccountMrr.MONTH))
                            .and(col(AccountMrr.SUBSCRIPTIONS).gt(0)),
                        1)
                    .otherwise(0))
            .groupBy(col("side.month").as(PeriodClose.MONTH))
            .agg(
                sum("side.opening").cast(Table.MONEY).as(PeriodClose.OPENING),
                sum("side.closing").cast(Table.MONEY).as(PeriodClose.CLOSING),
                sum("active").as(PeriodClose.ACTIVE_ACCOUNTS));
    Dataset<Row> parts =
        movements
            .groupBy(col(MrrMovement.MONTH))
            .agg(
                amount(Movements.NEW, PeriodClose.NEW_MRR),
                amount(Movements.EXPANSION, PeriodClose.EXPANSION),
                amount(Movements.CONTRACTION, PeriodClose.CONTRACTION),
                amount(Movements.CHURN, PeriodClose.CHURN),
                amount(Movements.REACTIVATION, PeriodClose.REACTIVATION),
                amount(Movements.CURRENCY_EFFECT, PeriodClose.CURRENCY_EFFECT),
                accounts(Movements.NEW, PeriodClose.NEW_ACCOUNTS),
                accounts(Movements.CHURN, PeriodClose.CHURNED_ACCOUNTS));
    Dataset<Row> bridge = levels.join(parts, new String[] {PeriodClose.MONTH}, "left");
    for (String part : PARTS) {
      bridge = bridge.withColumn(part, coalesce(col(part), ZERO));
    }
    Column moved = PARTS.stream().map(c -> col(c)).reduce(Column::plus).orElseThrow();
    return bridge
        .na()
        .fill(0, new String[] {PeriodClose.NEW_ACCOUNTS, PeriodClose.CHURNED_ACCOUNTS})
        .withColumn(PeriodClose.KNOWN_AS_OF, lit(asOf.day()))
        .withColumn(
            PeriodClose.DIFFERENCE,
            col(PeriodClose.CLOSING).minus(col(PeriodClose.OPENING)).minus(moved).cast(Table.MONEY))
        .transform(PeriodClose.TABLE::conform);
  }

  /** The months of a bridge that end before a day. */
  public static Dataset<Row> endedBefore(Dataset<Row> months, LocalDate day) {
    return months.where(last_day(col(PeriodClose.MONTH)).lt(lit(day)));
  }

  private static Column amount(String type, String as) {
    return sum(when(col(MrrMovement.TYPE).equalTo(type), col(MrrMovement.AMOUNT)))
        .cast(Table.MONEY)
        .as(as);
  }

  private static Column accounts(String type, String as) {
    return count_distinct(when(col(MrrMovement.TYPE).equalTo(type), col(MrrMovement.ACCOUNT_ID)))
        .as(as);
  }

  private Bridge() {}
}
