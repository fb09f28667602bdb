package io.holdfast.time;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hours of a week in which somebody works, in their time zone, without holidays.
 *
 * @param zone whose wall clock counts, through changes of summer time
 * @param open times of the week, which do not overlap
 * @param holidays days on which nobody works
 */
public record BusinessHours(ZoneId zone, List<Open> open, List<Holiday> holidays)
    implements Serializable {
  private static final int DAY = 24 * 60;

  /**
   * A time of each week.
   *
   * @param from minute of the week at which it starts; Sunday 0:00 is 0
   * @param to minute of the week at which it ends
   */
  public record Open(int from, int to) implements Serializable {}

  /** Days in a row, both included. */
  public record Holiday(LocalDate from, LocalDate to) implements Serializable {
    boolean has(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  public BusinessHours {
    open = List.copyOf(open);
    holidays = List.copyOf(holidays);
  }

  /**
   * Monday to Friday.
   *
   * @param from hour of the day, 0 to 23
   * @param to hour of the day after it, up to 24
   */
  public static BusinessHours onWeekdays(ZoneId zone, int from, int to) {
    List<Open> open =
        Stream.of(DayOfWeek.values())
            .filter(day -> day.compareTo(DayOfWeek.SATURDAY) < 0)
            .map(day -> new Open(day.getValue() * DAY + from * 60, day.getValue() * DAY + to * 60))
            .toList();
    return new BusinessHours(zone, open, List.of());
  }

  /** Working time between two instants; none when the second is not after the first. */
  public Duration between(Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    LocalDate last = LocalDate.ofInstant(to, zone);
    for (LocalDate day = LocalDate.ofInstant(from, zone); !day.isAfter(last); ) {
      LocalDate today = day;
      if (holidays.stream().noneMatch(holiday -> holiday.has(today))) {
        for (Open each : open) {
          sum = sum.plus(within(each, day, from, to));
        }
      }
      day = day.plusDays(1);
    }
    return sum;
  }

  /** The part of an open time that lies on a day and between two instants. */
  private Duration within(Open each, LocalDate day, Instant from, Instant to) {
    int start = day.getDayOfWeek().getValue() % 7 * DAY;
    int opens = Math.max(each.from(), start) - start;
    int closes = Math.min(each.to(), start + DAY) - start;
    if (closes <= opens) {
      return Duration.ZERO;
    }
    Instant begin = latest(at(day, opens), from);
    Instant end = earliest(at(day, closes), to);
    return end.isAfter(begin) ? Duration.between(begin, end) : Duration.ZERO;
  }

  private Instant at(LocalDate day, int minute) {
    return day.plusDays(minute / DAY)
        .atTime(minute % DAY / 60, minute % 60)
        .atZone(zone)
        .toInstant();
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
