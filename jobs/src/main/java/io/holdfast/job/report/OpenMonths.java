package io.holdfast.job.report;

import java.time.LocalDate;
import java.util.stream.Collectors;

/**
 * Months that are not closed, since what tells of their contracts is late or odd.
 *
 * @param since first day that is in doubt; months that end before it are closed
 * @param asOf last day of the figures
 * @param reason what is wrong, such as {@code stripe.subscriptions landed last on 2025-12-20}
 */
public record OpenMonths(LocalDate since, LocalDate asOf, String reason) {

  /** Such as: December 2025 stays open: stripe.subscriptions landed last on 2025-12-20. */
  public String inWords() {
    LocalDate first = since.withDayOfMonth(1);
    String months =
        first
            .datesUntil(asOf.withDayOfMonth(1).plusDays(1), java.time.Period.ofMonths(1))
            .map(Words::longMonth)
            .collect(Collectors.joining(", "));
    return "%s %s open: %s".formatted(months, months.contains(",") ? "stay" : "stays", reason);
  }
}
