package io.holdfast.health;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence with names in braces. {@code {x%}} shows a share as a percentage; {@code {x:ago}} and
 * {@code {x:ahead}} show the day that lies so many days before or after the as-of day, or before
 * the last day that the feature's source covers.
 */
record Template(String text) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9_]*)(%|:ago|:ahead|)}");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final String UNKNOWN = "unknown";

  /**
   * Checks the braces.
   *
   * @throws IllegalArgumentException when one holds no column name
   */
  static Template of(String text) {
    String rest = PLACE.matcher(text).replaceAll("");
    if (rest.contains("{") || rest.contains("}")) {
      throw new IllegalArgumentException(
          "'%s': braces should hold a column name, such as {seats}, {users_per_seat_28d%%} or {days_since_last_use:ago}"
              .formatted(text));
    }
    return new Template(text);
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    PLACE.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  /**
   * The sentence with values in place of names; null reads "unknown".
   *
   * @param days as-of day of each name
   */
  String say(Function<String, LocalDate> days, Function<String, Object> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    shown(
                        values.apply(found.group(1)), found.group(2), days.apply(found.group(1)))));
  }

  /** A value as the first name of the sentence shows it; days to a day remain a number. */
  String figure(double value) {
    Matcher place = PLACE.matcher(text);
    String form = place.find() ? place.group(2) : "";
    return form.startsWith(":") ? number(value) + " days" : shown(value, form, null);
  }

  private static String shown(Object value, String form, LocalDate day) {
    if (value == null || value.equals(Double.NaN)) {
      return UNKNOWN;
    }
    if (value instanceof Date date) {
      return day(date.toLocalDate());
    }
    if (!(value instanceof Number number)) {
      return value.toString();
    }
    return switch (form) {
      case "%" -> number(number.doubleValue() * 100, 0) + "%";
      case ":ago" -> day(day.minusDays((long) Math.floor(number.doubleValue())));
      case ":ahead" -> day(day.plusDays((long) Math.floor(number.doubleValue())));
      default -> number(number.doubleValue());
    };
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** A number for people: fewer decimals the larger it is, thousands apart. */
  static String number(double value) {
    double size = Math.abs(value);
    return number(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
  }

  private static String number(double value, int decimals) {
    if (Double.isInfinite(value)) {
      return UNKNOWN;
    }
    DecimalFormat format =
        new DecimalFormat(
            decimals == 0 ? "#,##0" : "#,##0." + "#".repeat(decimals),
            new DecimalFormatSymbols(Locale.ROOT));
    String shown =
        format.format(
            new BigDecimal(Double.toString(value)).setScale(decimals, RoundingMode.HALF_UP));
    return shown.equals("-0") ? "0" : shown;
  }
}
