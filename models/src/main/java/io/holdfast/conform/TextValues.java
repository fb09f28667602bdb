package io.holdfast.conform;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;

/**
 * What texts mean as values, in Spark's own form of values; null is what a text is not. Called by
 * generated code, which wants it public.
 */
public final class TextValues {
  /** Spark also takes a bare year, and takes a bare time for one of today. */
  private static final Pattern TIME = Pattern.compile("\\s*\\d{4}-\\d{1,2}-\\d{1,2}([ Tt].*)?");

  /** A day and nothing else. */
  private static final Pattern DAY = Pattern.compile("\\s*\\d{4}-\\d{1,2}-\\d{1,2}\\s*");

  /** A time without seconds before what tells its zone, which Spark does not take. */
  private static final Pattern NO_SECONDS =
      Pattern.compile("(\\s*[\\d-]+[ T]\\d{1,2}:\\d{1,2})( *[A-Za-z+-].*)");

  private static final Pattern PARTS = Pattern.compile("(\\s*[\\d-]+)[tT ](.*?)([zZ]?)\\s*");

  private static final Pattern COMMA = Pattern.compile("(:\\d{1,2}),(\\d)");

  /** Where seconds from 2001 to 2099 end up when they are taken for milliseconds. */
  static final long MISTAKEN_FROM = 978_307_200_000L;

  static final long MISTAKEN_TO = 4_102_444_800_000L;

  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1", "1.0");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0", "0.0");

  /** A whole number as a column of floating numbers writes it, such as 41001.0. */
  private static final Pattern WHOLE_FLOAT = Pattern.compile("(-?\\d+)\\.0+");

  /** A number as spreadsheets and Java round it, such as 2.02E+11: which key it was is lost. */
  private static final Pattern ROUNDED =
      Pattern.compile("-?(\\d(\\.\\d+)?[eE]\\+\\d+|\\d\\.\\d+[eE]\\d+)");

  /** What stands before the host of a web or mail address, among it what people mistype. */
  private static final Pattern BEFORE_HOST =
      Pattern.compile(
          "^(?:https?[/\\\\]+|(?:https?:|ftps?:)?[/\\\\]*)(?:[^/?#@\\s]*@)?(?:www\\d?\\.)?");

  private static final Pattern AFTER_HOST = Pattern.compile("\\.*(?:[/\\\\:?#\\s,;].*)?$");

  /** What the text of a placeholder looks like; see {@link Placeholders}. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "^\\s*([01][0-8]\\d\\d-\\d\\d-\\d\\d|1900-01-0[01]|1969-12-31|1970-01-01|2099-12-31"
              + "|(2[1-9]|[3-9]\\d)\\d\\d-\\d\\d-\\d\\d)([ T].*)?$");

  private static final UTF8String NULL = UTF8String.fromString("\\N");

  /**
   * A text, or null where it is empty. Databases write {@code \N} for null in text, as Hive, MySQL
   * and PostgreSQL do.
   */
  public static UTF8String filled(UTF8String text) {
    if (text == null || text.numBytes() == 0) {
      return null;
    }
    byte first = text.getByte(0);
    if (first != ' ' && first != '\\') {
      return text;
    }
    UTF8String trimmed = text.trim();
    return trimmed.numBytes() == 0 || trimmed.equals(NULL) ? null : text;
  }

  /** A text, or null where it is what systems write for no time. */
  public static UTF8String noPlaceholder(UTF8String text) {
    int from = 0;
    while (from < text.numBytes() && text.getByte(from) >= 0 && text.getByte(from) <= ' ') {
      from++;
    }
    boolean isDay = text.numBytes() >= from + 10 && text.getByte(from + 4) == '-';
    if (!isDay || isOfThisCentury(text, from)) {
      return text;
    }
    return PLACEHOLDER.matcher(text.toString()).find() ? null : text;
  }

  /** Whether it begins with 200 to 208. */
  private static boolean isOfThisCentury(UTF8String text, int from) {
    return text.getByte(from) == '2'
        && text.getByte(from + 1) == '0'
        && text.getByte(from + 2) != '9';
  }

  /** A text, or null where it has no character. */
  public static UTF8String notEmpty(UTF8String text) {
    return text.numBytes() == 0 ? null : text;
  }

  /** A time in microseconds since 1970, or null where it is a placeholder. */
  public static Long noPlaceholder(long micros) {
    return Placeholders.isTime(micros) ? micros : null;
  }

  /** A day since 1970, or null where it is a placeholder. */
  public static Integer noPlaceholder(int day) {
    return Placeholders.isDay(day) ? day : null;
  }

  /**
   * Microseconds since 1970 of a time: as ISO 8601 and RFC 3339 allow it, also without seconds
   * before an offset, with a comma before fractions, in small letters.
   *
   * @param zone of a time that says none
   * @param days zone in which a bare day begins
   */
  public static Long time(UTF8String text, ZoneId zone, ZoneId days) {
    long plain = PlainTimes.micros(text, zone);
    if (plain != PlainTimes.NONE) {
      return isMistaken(plain) ? null : plain;
    }
    String time = text.toString();
    if (!TIME.matcher(time).matches()) {
      return null;
    }
    ZoneId own = DAY.matcher(time).matches() ? days : zone;
    Option<Object> micros = DateTimeUtils.stringToTimestamp(text, own);
    if (micros.isEmpty()) {
      micros = DateTimeUtils.stringToTimestamp(UTF8String.fromString(mended(time)), own);
    }
    return micros.isEmpty() || isMistaken((Long) micros.get()) ? null : (Long) micros.get();
  }

  private static boolean isMistaken(long micros) {
    return micros >= MISTAKEN_FROM && micros < MISTAKEN_TO;
  }

  private static String mended(String time) {
    Matcher parts = PARTS.matcher(time);
    if (!parts.matches()) {
      return time;
    }
    String zulu = parts.group(3).toUpperCase(Locale.ROOT);
    String big = parts.group(1) + "T" + parts.group(2) + zulu;
    String point = COMMA.matcher(big).replaceFirst("$1.$2");
    Matcher noSeconds = NO_SECONDS.matcher(point);
    return noSeconds.matches() ? noSeconds.group(1) + ":00" + noSeconds.group(2) : point;
  }

  /** Days since 1970 of a day, or of the day on which a time lies. */
  public static Integer day(UTF8String text, ZoneId zone, ZoneId days) {
    if (DAY.matcher(text.toString()).matches()) {
      Option<Object> day = DateTimeUtils.stringToDate(text);
      return day.isEmpty() ? null : (Integer) day.get();
    }
    Long micros = time(text, zone, days);
    if (micros == null) {
      return null;
    }
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L));
    return (int) LocalDate.ofInstant(instant, days).toEpochDay();
  }

  /** True or false, however a tool writes them. */
  public static Boolean flag(UTF8String text) {
    String word = text.toString().strip().toLowerCase(Locale.ROOT);
    return TRUE.contains(word) ? Boolean.TRUE : FALSE.contains(word) ? Boolean.FALSE : null;
  }

  /**
   * A key without blanks around it, and without the decimals that a column of floating numbers
   * gives it; null where its digits were rounded away.
   */
  public static UTF8String key(UTF8String text) {
    String key = text.toString();
    int from = 0;
    int to = key.length();
    while (from < to && isBlank(key.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(key.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      return null;
    }
    key = key.substring(from, to);
    if (key.indexOf('.') < 0 && key.indexOf('+') < 0) {
      return key.length() == text.numChars() ? text : UTF8String.fromString(key);
    }
    Matcher whole = WHOLE_FLOAT.matcher(key);
    if (whole.matches()) {
      return UTF8String.fromString(whole.group(1));
    }
    return ROUNDED.matcher(key).matches() ? null : UTF8String.fromString(key);
  }

  /**
   * Also blanks that nobody sees: a byte order mark, a space of no width or that does not break.
   */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == '\u00a0' || c == '\u200b' || c == '\ufeff';
  }

  /**
   * The host of a website as people type it, in small letters and without {@code www}, port and
   * path; of a mail address the part behind the sign; null where there is none.
   */
  public static UTF8String domain(UTF8String text) {
    UTF8String key = key(text);
    if (key == null) {
      return null;
    }
    String host = BEFORE_HOST.matcher(key.toString().toLowerCase(Locale.ROOT)).replaceFirst("");
    host = AFTER_HOST.matcher(host).replaceFirst("");
    return host.contains(".") ? UTF8String.fromString(host) : null;
  }

  /**
   * The same as {@link #time}, for casts, which fail.
   *
   * @throws DateTimeException when the text is no time
   */
  public static long castTime(UTF8String text, ZoneId zone, ZoneId days) {
    Long time = time(text, zone, days);
    if (time == null) {
      throw new DateTimeException("not a time");
    }
    return time;
  }

  /**
   * The same as {@link #day}, for casts, which fail.
   *
   * @throws DateTimeException when the text is no day
   */
  public static int castDay(UTF8String text, ZoneId zone, ZoneId days) {
    Integer day = day(text, zone, days);
    if (day == null) {
      throw new DateTimeException("not a day");
    }
    return day;
  }

  /**
   * The same as {@link #flag}, for casts, which fail.
   *
   * @throws IllegalArgumentException when the text is neither true nor false
   */
  public static boolean castFlag(UTF8String text) {
    Boolean flag = flag(text);
    if (flag == null) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return flag;
  }

  private TextValues() {}
}
