package io.holdfast.conform;

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
  private static final long DAY_MICROS = 86_400_000_000L;
  private static final int BEGINS = day("1900-01-02");
  private static final int ZERO = day("1969-12-31");
  private static final int AFTER_ZERO = day("1970-01-02");
  private static final int ENDS = day("2099-12-31");

  /** The last day begins this much earlier in the first time zone of the world. */
  private static final long FIRST_TO_END =
      Instant.parse("2099-12-30T10:00:00Z").getEpochSecond() * 1_000_000L;

  /** A field that is read as a time, as text; null where it holds a placeholder. */
  static Column told(Column text) {
    return Call.of("noPlaceholder", Table.STRING, text);
  }

  /** A value of a type, null where it is a time or day and a placeholder. */
  static Column told(Column value, DataType type) {
    return type.equals(Table.TIME) || type.equals(Table.DAY)
        ? Call.of("noPlaceholder", type, value)
        : value;
  }

  /** Whether a time, in microseconds since 1970, is one. */
  static boolean isTime(long micros) {
    boolean isZero = micros >= ZERO * DAY_MICROS && micros < AFTER_ZERO * DAY_MICROS;
    return micros >= BEGINS * DAY_MICROS && micros < FIRST_TO_END && !isZero;
  }

  /** Whether a day since 1970 is one. */
  static boolean isDay(int day) {
    boolean isZero = day >= ZERO && day < AFTER_ZERO;
    return day >= BEGINS && day < ENDS && !isZero;
  }

  private static int day(String text) {
    return (int) LocalDate.parse(text).toEpochDay();
  }

  private Placeholders() {}
}
