package io.holdfast.time;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The earlier days that a night builds, labels and trains on: the same whichever nights ran before
 * it.
 *
 * @param every which days there are beside the month-ends; month unless given
 * @param months how far back they reach; 36 unless given
 */
public record History(Every every, Integer months) {
  private static final int MONTHS = 36;

  /** Reasons compare with the last month-end at least 90 days before. */
  private static final int LEAST = 4;

  public History {
    every = every == null ? Every.MONTH : every;
    months = months == null ? MONTHS : months;
    if (months < LEAST) {
      throw new IllegalArgumentException(
          "history.months %d is less than %d; reasons compare with the month-end of 90 days before"
              .formatted(months, LEAST));
    }
  }

  /** The ends of the last 36 months. */
  public static History monthly() {
    return new History(Every.MONTH, MONTHS);
  }

  /** The days before a day, rising; the first is the month-end so many months back. */
  public List<LocalDate> before(LocalDate day) {
    LocalDate first = day.plusDays(1).withDayOfMonth(1).minusDays(1);
    boolean isWhole = first.isEqual(day);
    first = first.plusDays(1).minusMonths(isWhole ? months : months - 1L).minusDays(1);
    List<LocalDate> days = new ArrayList<>();
    for (LocalDate each = first; each.isBefore(day); each = each.plusDays(1)) {
      if (every.has(each) || Every.MONTH.has(each)) {
        days.add(each);
      }
    }
    return days;
  }
}
