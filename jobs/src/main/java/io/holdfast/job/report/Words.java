package io.holdfast.job.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, money and days as the page writes them. */
public final class Words {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter LONG_MONTH =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  /** What stands where nothing is known. */
  public static final String NONE = "–";

  public static String day(LocalDate day) {
    return day == null ? NONE : DAY.format(day);
  }

  public static String month(LocalDate month) {
    return MONTH.format(month);
  }

  static String longMonth(LocalDate month) {
    return LONG_MONTH.format(month);
  }

  public static String count(long number) {
    return decimal((double) number, 0);
  }

  /** Such as {@code 1 account} or {@code 1,200 accounts}. */
  static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** A fraction in per cent, with one decimal below 10%. */
  public static String percent(Double fraction) {
    return fraction == null ? NONE : percent(fraction, Math.abs(fraction) < 0.0995 ? 1 : 0);
  }

  static String percent(double fraction, int decimals) {
    return decimal(fraction * 100, decimals) + "%";
  }

  /** A probability; never 0% or 100%, which would claim certainty. */
  public static String probability(Double p) {
    if (p == null) {
      return NONE;
    }
    return p < 0.01 ? "<1%" : p > 0.99 ? ">99%" : percent(p, 0);
  }

  /** Whole units, thousands separated. */
  public static String money(BigDecimal amount) {
    return amount == null ? NONE : decimal(amount.doubleValue(), 0);
  }

  /** The same with its sign. */
  public static String change(BigDecimal amount) {
    return (amount.signum() > 0 ? "+" : "") + money(amount);
  }

  /** With currency and at most three figures, such as {@code USD 1.24M}. */
  static String compact(BigDecimal amount, String currency) {
    double size = amount.abs().doubleValue();
    String unit = size >= 999_500_000 ? "B" : size >= 999_500 ? "M" : size >= 1000 ? "k" : "";
    double scaled =
        amount.doubleValue()
            / switch (unit) {
              case "B" -> 1e9;
              case "M" -> 1e6;
              case "k" -> 1e3;
              default -> 1;
            };
    int decimals = unit.isEmpty() || Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2;
    return currency + " " + decimal(scaled, decimals) + unit;
  }

  public static String decimal(double number, int decimals) {
    String pattern = "#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals));
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP);
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(rounded.signum() == 0 ? rounded.abs() : rounded)
        .replace('-', '−');
  }

  /** A figure of three decimals, or nothing known. */
  public static String figure(Double number) {
    return number == null ? NONE : decimal(number, 3);
  }

  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private Words() {}
}
