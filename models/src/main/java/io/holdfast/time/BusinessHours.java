package io.holdfast.time;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The hours of a week in which somebody works, in their time zone, without holidays.
 *
 * @param zone whose wall clock counts, through changes of summer time
 * @param open times of the week; where they overlap they count once
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
    open = joined(open);
    holidays = List.copyOf(holidays);
  }

  /** Times that overlap or touch count once. */
  private static List<Open> joined(List<Open> open) {
    List<Open> joined = new ArrayList<>();
    for (Open next : open.stream().sorted(Comparator.comparingInt(Open::from)).toList()) {
      Open last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && next.from() <= last.to()) {
        joined.set(joined.size() - 1, new Open(last.from(), Math.max(last.to(), next.to())));
      } else {
        joined.add(next);
      }
    }
    return List.copyOf(joined);
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
      day = day.plusDays(1);
      if (holidays.stream().noneMatch(holiday -> holiday.has(today))) {
        Instant begin = latest(today.atStartOfDay(zone).toInstant(), from);
        Instant end = earliest(day.atStartOfDay(zone).toInstant(), to);
        sum = sum.plus(within(today, begin, end));
      }
    }
    return sum;
  }

  /** Working time of a part of a day; where the clocks change, before and after that. */
  private Duration within(LocalDate day, Instant begin, Instant end) {
    Duration sum = Duration.ZERO;
    while (begin.isBefore(end)) {
      ZoneOffsetTransition change = zone.getRules().nextTransition(begin);
      Instant until = change == null ? end : earliest(change.getInstant(), end);
      ZoneOffset offset = zone.getRules().getOffset(begin);
      Duration shown = Duration.between(day.atStartOfDay(), LocalDateTime.ofInstant(begin, offset));
      sum = sum.plus(shownOn(day, shown, shown.plus(Duration.between(begin, until))));
      begin = until;
    }
    return sum;
  }

  /** What is open while the clock of a day goes from one time to another without a change. */
  private Duration shownOn(LocalDate day, Duration from, Duration to) {
    Duration sum = Duration.ZERO;
    int start = day.getDayOfWeek().getValue() % 7 * DAY;
    for (Open each : open) {
      Duration opens = longest(Duration.ofMinutes(each.from() - start), from);
      Duration closes = shortest(Duration.ofMinutes(each.to() - start), to);
      if (closes.compareTo(opens) > 0) {
        sum = sum.plus(closes.minus(opens));
      }
    }
    return sum;
  }

  private static Duration longest(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shortest(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
