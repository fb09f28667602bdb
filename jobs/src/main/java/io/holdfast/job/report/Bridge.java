package io.holdfast.job.report;

import static org.apache.spark.sql.functions.col;

import io.holdfast.table.PeriodClose;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How recurring revenue went from one month end to the next.
 *
 * @param months the last thirteen at most, oldest first
 * @param open those that are not closed; null: none
 */
public record Bridge(List<Month> months, OpenMonths open) {
  private static final int MONTHS = 13;

  /** One month; movements that lose money are negative. */
  public record Month(
      LocalDate month,
      BigDecimal opening,
      BigDecimal started,
      BigDecimal expansion,
      BigDecimal reactivation,
      BigDecimal contraction,
      BigDecimal churn,
      BigDecimal currencyEffect,
      BigDecimal closing,
      BigDecimal difference,
      long active,
      long began,
      long stopped) {

    public boolean closes() {
      return difference.signum() == 0;
    }

    BigDecimal moved() {
      return closing.subtract(opening);
    }
  }

  /** The months up to the one of a day. */
  static Bridge read(Dataset<Row> closes, LocalDate day, OpenMonths open) {
    List<Month> months =
        closes
            .where(col(PeriodClose.MONTH).leq(Date.valueOf(day)))
            .orderBy(col(PeriodClose.MONTH).desc())
            .limit(MONTHS)
            .collectAsList()
            .stream()
            .map(Bridge::month)
            .sorted(Comparator.comparing(Month::month))
            .toList();
    return new Bridge(months, open);
  }

  private static Month month(Row row) {
    return new Month(
        Rows.day(row, PeriodClose.MONTH),
        Rows.money(row, PeriodClose.OPENING),
        Rows.money(row, PeriodClose.NEW_MRR),
        Rows.money(row, PeriodClose.EXPANSION),
        Rows.money(row, PeriodClose.REACTIVATION),
        Rows.money(row, PeriodClose.CONTRACTION),
        Rows.money(row, PeriodClose.CHURN),
        Rows.money(row, PeriodClose.CURRENCY_EFFECT),
        Rows.money(row, PeriodClose.CLOSING),
        Rows.money(row, PeriodClose.DIFFERENCE),
        Rows.count(row, PeriodClose.ACTIVE_ACCOUNTS),
        Rows.count(row, PeriodClose.NEW_ACCOUNTS),
        Rows.count(row, PeriodClose.CHURNED_ACCOUNTS));
  }

  public boolean isEmpty() {
    return months.isEmpty();
  }

  /** The month that the as-of day is in, or the last one that is closed. */
  public Month last() {
    return months.get(months.size() - 1);
  }

  public Waterfall waterfall() {
    return Waterfall.of(last());
  }
}
