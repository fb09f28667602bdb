package io.holdfast.job.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Row;

/** Values of a row by column name. */
final class Rows {
  static BigDecimal money(Row row, String column) {
    BigDecimal amount = row.getAs(column);
    return amount == null ? BigDecimal.ZERO : amount;
  }

  static long count(Row row, String column) {
    Number count = row.getAs(column);
    return count == null ? 0 : count.longValue();
  }

  /** A day, whichever class the session gives days. */
  static LocalDate day(Row row, String column) {
    Object day = row.getAs(column);
    return day == null ? null : LocalDate.parse(day.toString());
  }

  static <T> List<T> list(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }

  private Rows() {}
}
