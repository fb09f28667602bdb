package io.holdfast.job.step;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.lake.Lake;
import io.holdfast.job.report.OpenMonths;
import io.holdfast.money.ExchangeRates;
import io.holdfast.money.RecurringSpans;
import io.holdfast.revenue.Bridge;
import io.holdfast.revenue.MonthEnds;
import io.holdfast.revenue.Movements;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.Invoice;
import io.holdfast.table.Lineage;
import io.holdfast.table.MrrMovement;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.Subscription;
import io.holdfast.time.AsOf;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Month-end MRR of every account, its movements and the bridge, from the subscriptions. */
public final class RevenueStep implements Step {
  private static final Set<String> READ =
      Stream.concat(Lineage.CONTRACT.stream(), Stream.of(Invoice.TABLE.name())).collect(toSet());

  private final List<NamedExport> exports;

  /**
   * @param mappings say which exports tell of contracts and invoices
   */
  public RevenueStep(List<Mapping> mappings) {
    this.exports = mappings.stream().flatMap(mapping -> mapping.named().stream()).toList();
  }

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
      Optional<OpenMonths> open = open(context, exports);
      long months = lake.replace(PeriodClose.TABLE, closed(lake, asOf, open));
      return StepResult.empty()
          .wrote(AccountMrr.TABLE, accounts)
          .wrote(MrrMovement.TABLE, movements)
          .wrote(PeriodClose.TABLE, months)
          .saying(note(lake.read(PeriodClose.TABLE), rates.reporting(), open));
    } finally {
      monthEnds.unpersist();
    }
  }

  /** The bridge of every month, but for those that a late or odd export leaves open. */
  private static Dataset<Row> closed(Lake lake, AsOf asOf, Optional<OpenMonths> open) {
    Dataset<Row> bridge =
        Bridge.of(lake.read(AccountMrr.TABLE), lake.read(MrrMovement.TABLE), asOf);
    return open.map(months -> Bridge.endedBefore(bridge, months.since())).orElse(bridge);
  }

  /**
   * Months that cannot close on the day of a run, since of what the bridge reads something lacks.
   */
  static Optional<OpenMonths> open(StepContext context, List<NamedExport> exports) {
    List<Degraded> all =
        Degraded.counting(Degraded.on(context, exports)).stream()
            .filter(degraded -> !Collections.disjoint(degraded.entities(), READ))
            .toList();
    return all.stream()
        .map(Degraded::since)
        .min(Comparator.naturalOrder())
        .map(
            since ->
                new OpenMonths(
                    since,
                    context.asOf().day(),
                    all.stream().map(Degraded::reason).distinct().collect(joining("; "))));
  }

  /** What the last month closed with, and what stays open; every one closes to the cent. */
  private static String note(Dataset<Row> periods, String currency, Optional<OpenMonths> open) {
    String closed = closed(periods, currency, open.isPresent());
    return open.map(months -> closed + "; " + months.inWords()).orElse(closed);
  }

  private static String closed(Dataset<Row> periods, String currency, boolean someAreOpen) {
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
      return someAreOpen ? "no month is closed" : "no subscription ever paid at a month end";
    }
    Row last = months.get(months.size() - 1);
    return "MRR %s %s from %d accounts; the bridge closes in all %d months"
        .formatted(last.getDecimal(1), currency, last.getLong(2), months.size());
  }
}
