package io.holdfast.time;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** The month-ends that a night looks back on: the same whichever nights ran before it. */
public final class SnapshotDays {
  private static final int MONTHS = 36;

  /** The month-ends before a day, newest first, the oldest three years back. */
  public static List<LocalDate> before(LocalDate day) {
    LocalDate month = day.plusDays(1).withDayOfMonth(1);
    return IntStream.rangeClosed(0, MONTHS)
        .mapToObj(back -> month.minusMonths(back).minusDays(1))
        .filter(end -> end.isBefore(day))
        .limit(MONTHS)
        .toList();
  }

  private SnapshotDays() {}
}
