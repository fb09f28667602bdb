package io.holdfast.conform;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Times as most systems write them, read without a pattern: {@code 2024-03-01T10:00:00}, with up to
 * six digits of a second, and {@code Z} or an offset of zero. Whatever differs is left to {@link
 * TextValues#time}.
 */
final class PlainTimes {
  /** What no such text gives. */
  static final long NONE = Long.MIN_VALUE;

  private static final int SECONDS_END = 19;
  private static final int FIRST_YEAR = 1900;
  private static final long MICROS = 1_000_000L;
  private static final int MOST_DIGITS = 6;

  /**
   * Microseconds since 1970, or {@link #NONE}.
   *
   * @param zone of a time that says none
   */
  static long micros(UTF8String text, ZoneId zone) {
    int length = text.numBytes();
    if (length < SECONDS_END || !isMarked(text)) {
      return NONE;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    boolean valid =
        year >= FIRST_YEAR
            && month >= 1
            && month <= 12
            && day >= 1
            && hour >= 0
            && hour < 24
            && minute >= 0
            && minute < 60
            && second >= 0
            && second < 60;
    if (!valid || day > YearMonth.of(year, month).lengthOfMonth()) {
      return NONE;
    }
    int at = SECONDS_END;
    long fraction = 0;
    if (at < length && text.getByte(at) == '.') {
      int digits = 0;
      for (at++; at < length && isDigit(text.getByte(at)); at++, digits++) {
        fraction = 10 * fraction + text.getByte(at) - '0';
      }
      if (digits == 0 || digits > MOST_DIGITS) {
        return NONE;
      }
      for (; digits < MOST_DIGITS; digits++) {
        fraction *= 10;
      }
    }
    if (!isUniversal(text, at, zone)) {
      return NONE;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    return ((days * 24 + hour) * 3600 + minute * 60L + second) * MICROS + fraction;
  }

  private static boolean isMarked(UTF8String text) {
    return text.getByte(4) == '-'
        && text.getByte(7) == '-'
        && (text.getByte(10) == 'T' || text.getByte(10) == ' ')
        && text.getByte(13) == ':'
        && text.getByte(16) == ':';
  }

  /** Whether what follows says the universal time, or nothing where that is the zone. */
  private static boolean isUniversal(UTF8String text, int at, ZoneId zone) {
    int left = text.numBytes() - at;
    if (left == 0) {
      return zone.normalized().equals(ZoneOffset.UTC);
    }
    if (left == 1) {
      return text.getByte(at) == 'Z';
    }
    boolean zeros = (left == 5 || left == 6) && text.getByte(at) == '+';
    for (int i = at + 1; zeros && i < text.numBytes(); i++) {
      boolean colon = left == 6 && i == at + 3;
      zeros = text.getByte(i) == (colon ? ':' : '0');
    }
    return zeros;
  }

  /** The number that so many digits give, or -1. */
  private static int number(UTF8String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      byte digit = text.getByte(i);
      if (!isDigit(digit)) {
        return -1;
      }
      number = 10 * number + digit - '0';
    }
    return number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private PlainTimes() {}
}
