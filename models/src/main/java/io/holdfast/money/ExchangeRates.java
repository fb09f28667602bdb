package io.holdfast.money;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Dated rates into the reporting currency; a rate holds from its day until the next one. */
public final class ExchangeRates implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * One line of the rate table.
   *
   * @param from first day on which it holds
   * @param currency ISO 4217 code
   * @param rate reporting currency for one unit of {@code currency}
   */
  public record Rate(LocalDate from, String currency, BigDecimal rate) implements Serializable {}

  private final String reporting;
  private final TreeMap<String, TreeMap<LocalDate, BigDecimal>> rates = new TreeMap<>();

  /**
   * @param reporting ISO 4217 code of the reporting currency
   */
  public ExchangeRates(String reporting, List<Rate> rates) {
    this.reporting = reporting;
    rates.forEach(
        rate ->
            this.rates
                .computeIfAbsent(rate.currency(), c -> new TreeMap<>())
                .put(rate.from(), rate.rate()));
  }

  /** Amounts in the reporting currency only. */
  public static ExchangeRates none(String reporting) {
    return new ExchangeRates(reporting, List.of());
  }

  public String reporting() {
    return reporting;
  }

  /**
   * Reporting currency for one unit of a currency on a day.
   *
   * @throws MissingRateException naming the pair and the day when no rate holds then
   */
  public BigDecimal rate(String currency, LocalDate day) {
    if (reporting.equals(currency)) {
      return BigDecimal.ONE;
    }
    NavigableMap<LocalDate, BigDecimal> dated = rates.get(currency);
    Map.Entry<LocalDate, BigDecimal> entry = dated == null ? null : dated.floorEntry(day);
    if (entry == null) {
      throw new MissingRateException(currency, reporting, day);
    }
    return entry.getValue();
  }

  /** An amount in the reporting currency, to two decimals; null stays null. */
  public BigDecimal convert(BigDecimal amount, String currency, LocalDate day) {
    return amount == null
        ? null
        : amount.multiply(rate(currency, day)).setScale(2, RoundingMode.HALF_UP);
  }
}
