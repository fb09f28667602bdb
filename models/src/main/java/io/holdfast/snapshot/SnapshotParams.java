package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Catalogue;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Which snapshots to build.
 *
 * @param days as-of days; sorted and without repeats afterwards
 * @param zone time zone of the company
 * @param rates into the reporting currency, used at the as-of day
 */
public record SnapshotParams(
    Catalogue catalogue, List<LocalDate> days, ZoneId zone, ExchangeRates rates) {
  public SnapshotParams {
    days = days.stream().distinct().sorted().toList();
    if (days.isEmpty()) {
      throw new IllegalArgumentException("Snapshots need at least one as-of day");
    }
  }
}
