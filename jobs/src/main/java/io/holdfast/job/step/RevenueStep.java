package io.holdfast.job.step;

import io.holdfast.job.lake.Lake;
import io.holdfast.money.ExchangeRates;
import io.holdfast.money.RecurringSpans;
import io.holdfast.revenue.Bridge;
import io.holdfast.revenue.MonthEnds;
import io.holdfast.revenue.Movements;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.MrrMovement;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.Subscription;
import io.holdfast.time.AsOf;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Month-end MRR of every account, its movements and the bridge, from the subscriptions. */
public final class RevenueStep implements Step {

  @Override
  public String name() {
    return "revenue";
  }

  /**
   * @throws IllegalStateException naming the months whose bridge does not close
   */
  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    AsOf asOf = context.asOf();
    ExchangeRates rates = context.config().rates();
    Dataset<Row> spans = RecurringSpans.of(EntityVersions.whole(lake, Subscription.TABLE), asOf);
    Dataset<Row> monthEnds = MonthEnds.of(spans, lake.read(AccountLink.TABLE), rates, asOf);
    monthEnds.persist();
    try {
      long accounts = lake.replace(AccountMrr.TABLE, MonthEnds.accountMrr(monthEnds, asOf));
      long movements = lake.replace(MrrMovement.TABLE, Movements.of(monthEnds, rates, asOf));
      long months =
          lake.replace(
              PeriodClose.TABLE,
              Bridge.of(lake.read(AccountMrr.TABLE), lake.read(MrrMovement.TABLE), asOf));
      return StepResult.empty()
          .wrote(AccountMrr.TABLE, accounts)
          .wrote(MrrMovement.TABLE, movements)
          .wrote(PeriodClose.TABLE, months)
          .saying(closed(lake.read(PeriodClose.TABLE), rates.reporting()));
    } finally {
      monthEnds.unpersist();
    }
  }

  /** What the last month closed with; every month has to close to the cent. */
  private static String closed(Dataset<Row> periods, String currency) {
    List<Row> months =
        periods
            .select(
                PeriodClose.MONTH,
                PeriodClose.CLOSING,
                PeriodClose.ACTIVE_ACCOUNTS,
                PeriodClose.DIFFERENCE)
            .orderBy(PeriodClose.MONTH)
            .collectAsList();
    List<String> open =
        months.stream()
            .filter(month -> month.getDecimal(3).signum() != 0)
            .map(month -> "%s by %s".formatted(month.get(0), month.getDecimal(3)))
            .toList();
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "The MRR bridge does not close: %s %s; query mrr_movement and account_mrr of these months"
              .formatted(String.join(", ", open), currency));
    }
    if (months.isEmpty()) {
      return "no subscription ever paid at a month end";
    }
    Row last = months.get(months.size() - 1);
    return "MRR %s %s from %d accounts; the bridge closes in all %d months"
        .formatted(last.getDecimal(1), currency, last.getLong(2), months.size());
  }
}
