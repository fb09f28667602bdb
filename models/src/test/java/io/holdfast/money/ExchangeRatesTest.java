package io.holdfast.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeRatesTest {
  private static final LocalDate JANUARY = LocalDate.of(2024, 1, 1);
  private final ExchangeRates rates =
      new ExchangeRates(
          "USD",
          List.of(
              new ExchangeRates.Rate(JANUARY, "EUR", new BigDecimal("1.10")),
              new ExchangeRates.Rate(JANUARY.plusMonths(1), "EUR", new BigDecimal("1.20"))));

  @Test
  void rateHoldsUntilTheNextOne() {
    assertThat(rates.convert(new BigDecimal("100"), "EUR", LocalDate.of(2024, 1, 31)))
        .isEqualTo("110.00");
    assertThat(rates.convert(new BigDecimal("100"), "EUR", LocalDate.of(2024, 2, 1)))
        .isEqualTo("120.00");
  }

  @Test
  void missingRateNamesThePairAndTheDay() {
    assertThatThrownBy(() -> rates.rate("GBP", JANUARY))
        .hasMessageContaining("No exchange rate GBP to USD on 2024-01-01");
  }
}
