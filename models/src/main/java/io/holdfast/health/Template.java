package io.holdfast.health;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence with names in braces; {@code {x%}} shows a share as a percentage. */
record Template(String text) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9_]*)(%?)}");
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
          "'%s': braces should hold a column name, such as {seats} or {users_per_seat_28d%%}"
              .formatted(text));
    }
    return new Template(text);
  }

  Set<String> names() {
    Set<String> names = new TreeSet<>();
    PLACE.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  /** The sentence with values in place of names; null reads "unknown". */
  String say(Function<String, Object> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    shown(values.apply(found.group(1)), !found.group(2).isEmpty())));
  }

  /** A value as the first name of the sentence shows it, a percentage where that one is. */
  String figure(double value) {
    Matcher place = PLACE.matcher(text);
    return shown(value, place.find() && !place.group(2).isEmpty());
  }

  private static String shown(Object value, boolean percent) {
    if (value == null || value.equals(Double.NaN)) {
      return UNKNOWN;
    }
    if (!(value instanceof Number number)) {
      return value.toString();
    }
    return percent ? number(number.doubleValue() * 100, 0) + "%" : number(number.doubleValue());
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
