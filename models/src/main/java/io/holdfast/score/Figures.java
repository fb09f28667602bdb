package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and days as people write them. */
final class Figures {
  static final String YES_OR_NO = "yes or no";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** A probability in whole per cent; never 0% or 100%, which would claim certainty. */
  static String probability(double p) {
    if (p < 0.01) {
      return "under 1%";
    }
    return p > 0.99 ? "over 99%" : plain(p * 100, 0) + "%";
  }

  static String money(BigDecimal amount, String currency) {
    return currency + " " + plain(amount.doubleValue(), 0);
  }

  /**
   * A feature's value with its unit. Units with a form of their own: {@code share} and {@code
   * ratio}, given as fractions, a currency, {@code minutes}, {@code yes or no}, and scales such as
   * {@code from -1 to 1}; all others follow the number unless the label says them already.
   */
  static String value(double value, FeatureWords words) {
    String unit = words.unit();
    if (unit.equals("share") || unit.equals("ratio")) {
      return plain(value * 100, Math.abs(value) < 0.1 ? 1 : 0) + "%";
    }
    if (unit.equals(YES_OR_NO)) {
      return value != 0 ? "yes" : "no";
    }
    if (unit.matches("[A-Z]{3}")) {
      return unit + " " + plain(value, Math.abs(value) < 10 ? 2 : 0);
    }
    if (unit.equals("minutes") && Math.abs(value) >= 120) {
      return plain(value / 60, 1) + " hours";
    }
    int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) < 1 ? 2 : 1;
    return counted(plain(value, decimals), unit, words.label());
  }

  /** Whether a unit is a scale, which belongs to the label rather than to the number. */
  static boolean isScale(String unit) {
    return unit.startsWith("from ");
  }

  private static String counted(String number, String unit, String label) {
    if (unit.isBlank()
        || isScale(unit)
        || label.toLowerCase(Locale.ROOT).contains(unit.toLowerCase(Locale.ROOT))) {
      return number;
    }
    boolean one = number.equals("1") && unit.endsWith("s");
    return number + " " + (one ? unit.substring(0, unit.length() - 1) : unit);
  }

  /** A number with thousands separated and at most so many decimals, none that are zero. */
  static String plain(double number, int decimals) {
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP);
    DecimalFormat format =
        new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
    String text = format.format(rounded);
    return text.equals("-0") ? "0" : text;
  }

  private Figures() {}
}
