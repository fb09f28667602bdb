package io.holdfast.money;

import java.time.LocalDate;

/** The rates file lacks a rate that the data asks for. */
public final class MissingRateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MissingRateException(String currency, String reporting, LocalDate day) {
    super(
        "No exchange rate %s to %s on %s; add it to the rates file that fx names in holdfast.yaml"
            .formatted(currency, reporting, day));
  }
}
