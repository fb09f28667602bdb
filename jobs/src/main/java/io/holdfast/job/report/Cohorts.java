package io.holdfast.job.report;

import static org.apache.spark.sql.functions.col;

import io.holdfast.table.CohortRetention;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Retention of accounts by the month in which they first paid.
 *
 * @param periods months since then, from 0
 * @param cohorts oldest first, the last 24 at most
 */
public record Cohorts(List<Long> periods, List<Cohort> cohorts) {
  private static final int COHORTS = 24;

  /** One cohort with a cell for each period; null cells are not reached yet. */
  public record Cohort(
      LocalDate month, long accounts, BigDecimal startMrr, List<Cell> logo, List<Cell> net) {}

  /**
   * One figure.
   *
   * @param shade 0 to 8: its place on the colour scale
   */
  public record Cell(String text, int shade) {}

  static Cohorts read(Dataset<Row> retention) {
    Map<LocalDate, Map<Long, Row>> byCohort = new TreeMap<>();
    retention.where(col(CohortRetention.DIMENSION).equalTo("all")).collectAsList().stream()
        .filter(row -> Rows.count(row, CohortRetention.ACCOUNTS) > 0)
        .forEach(
            row ->
                byCohort
                    .computeIfAbsent(Rows.day(row, CohortRetention.COHORT), m -> new TreeMap<>())
                    .put(row.<Long>getAs(CohortRetention.PERIOD), row));
    List<LocalDate> months = new ArrayList<>(byCohort.keySet());
    List<LocalDate> shown = months.subList(Math.max(0, months.size() - COHORTS), months.size());
    long last =
        shown.stream()
            .flatMap(month -> byCohort.get(month).values().stream())
            .filter(row -> row.getAs(CohortRetention.LOGO_RETENTION) != null)
            .mapToLong(row -> row.<Long>getAs(CohortRetention.PERIOD))
            .max()
            .orElse(-1);
    List<Long> periods =
        java.util.stream.LongStream.rangeClosed(0, Math.min(last, COHORTS)).boxed().toList();
    return new Cohorts(
        periods, shown.stream().map(month -> cohort(month, byCohort.get(month), periods)).toList());
  }

  private static Cohort cohort(LocalDate month, Map<Long, Row> rows, List<Long> periods) {
    Row any = rows.values().iterator().next();
    List<Cell> logo = new ArrayList<>();
    List<Cell> net = new ArrayList<>();
    for (Long period : periods) {
      Row row = rows.get(period);
      logo.add(cell(row, CohortRetention.LOGO_RETENTION, 0.5, 1.0));
      net.add(cell(row, CohortRetention.NRR, 0.6, 1.4));
    }
    return new Cohort(
        month,
        Rows.count(any, CohortRetention.ACCOUNTS),
        Rows.money(any, CohortRetention.START_MRR),
        logo,
        net);
  }

  private static Cell cell(Row row, String column, double low, double high) {
    Double value = row == null ? null : row.getAs(column);
    if (value == null) {
      return null;
    }
    long shade = Math.round((value - low) / (high - low) * 8);
    return new Cell(Words.decimal(value * 100, 0), (int) Math.max(0, Math.min(8, shade)));
  }

  public boolean isEmpty() {
    return cohorts.isEmpty();
  }
}
