package io.holdfast.job.cli;

import io.holdfast.job.config.InvalidArgumentException;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Asks a second time for a day that is seldom meant: one that is not over everywhere yet would be
 * released before its data came, and one before the current release would take people's fields
 * back.
 */
final class AsOfTwice {
  @Option(
      names = "--yes-as-of",
      paramLabel = "DAY",
      converter = Common.Day.class,
      description =
          "Says the day of --as-of again: it is meant, though it lies after today or before the"
              + " day of the current release.")
  LocalDate again;

  /**
   * Refuses a day that is unusual and was asked for once.
   *
   * @param today in the company's time zone
   * @param released day of the current release
   */
  void check(LocalDate asOf, LocalDate today, Optional<LocalDate> released) {
    if (again != null && !again.equals(asOf)) {
      throw new InvalidArgumentException(
          "--as-of is %s and --yes-as-of is %s; name the same day".formatted(asOf, again));
    }
    if (again == null && asOf.isAfter(today)) {
      throw new InvalidArgumentException(
          "--as-of %s lies after today, %s: nothing can be known of it yet. Name an earlier day, or add --yes-as-of %s if it is meant."
              .formatted(asOf, today, asOf));
    }
    if (again == null && released.filter(asOf::isBefore).isPresent()) {
      throw new InvalidArgumentException(
          "--as-of %s lies before the current release, which holds %s: it would replace newer values by older ones. Name %s or a later day, or add --yes-as-of %s if it is meant; 'holdfast backfill' adds earlier days to the current release."
              .formatted(asOf, released.get(), released.get(), asOf));
    }
  }
}
