package io.holdfast.conform;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;

/**
 * Times that systems write where they have none: the first day that Excel, SQL Server, .NET or Unix
 * count from (any before 2 January 1900, 31 December 1969, 1 January 1970), MySQL's zero day, and
 * days without an end, from 31 December 2099 on. They are none, as an empty field is.
 */
final class Placeholders {
  private static final String TEXT =
      "^\\s*([01][0-8]\\d\\d-\\d\\d-\\d\\d|1900-01-0[01]|1969-12-31|1970-01-01|2099-12-31"
          + "|(2[1-9]|[3-9]\\d)\\d\\d-\\d\\d-\\d\\d)([ T].*)?$";

  private static final LocalDate BEGINS = LocalDate.of(1900, 1, 2);
  private static final LocalDate ZERO = LocalDate.of(1969, 12, 31);
  private static final LocalDate AFTER_ZERO = LocalDate.of(1970, 1, 2);
  private static final LocalDate ENDS = LocalDate.of(2099, 12, 31);

  /** The last day begins this much earlier in the first time zone of the world. */
  private static final Instant FIRST_TO_END = Instant.parse("2099-12-30T10:00:00Z");

  /** A field that is read as a time, as text; null where it holds a placeholder. */
  static Column told(Column text) {
    return when(not(text.rlike(TEXT)), text);
  }

  /** A value of a type, null where it is a time or day and a placeholder. */
  static Column told(Column value, DataType type) {
    if (type.equals(Table.TIME)) {
      return within(value, midnight(BEGINS), midnight(ZERO), midnight(AFTER_ZERO), FIRST_TO_END);
    }
    if (type.equals(Table.DAY)) {
      return within(value, BEGINS, ZERO, AFTER_ZERO, ENDS);
    }
    return value;
  }

  private static Column within(
      Column value, Object begins, Object zero, Object afterZero, Object ends) {
    Column isZero = value.geq(lit(zero)).and(value.lt(lit(afterZero)));
    return when(value.geq(lit(begins)).and(value.lt(lit(ends))).and(not(isZero)), value);
  }

  private static Instant midnight(LocalDate day) {
    return Instant.parse(day + "T00:00:00Z");
  }

  private Placeholders() {}
}
