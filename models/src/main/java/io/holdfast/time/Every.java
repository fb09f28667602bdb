package io.holdfast.time;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** How far apart the snapshots of a history are. */
public enum Every {
  /** The last day of each month. */
  MONTH,
  /** Each Sunday. */
  WEEK,
  DAY;

  public boolean has(LocalDate day) {
    return switch (this) {
      case MONTH -> day.plusDays(1).getDayOfMonth() == 1;
      case WEEK -> day.getDayOfWeek() == DayOfWeek.SUNDAY;
      case DAY -> true;
    };
  }
}
