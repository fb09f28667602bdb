package io.holdfast.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.BusinessHours.Holiday;
import io.holdfast.time.BusinessHours.Open;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final int DAY = 24 * 60;

  @Test
  void aWeekendAndAHolidayDoNotCount() {
    BusinessHours hours =
        new BusinessHours(
            BERLIN,
            BusinessHours.onWeekdays(BERLIN, 9, 17).open(),
            List.of(new Holiday(LocalDate.of(2024, 5, 20), LocalDate.of(2024, 5, 20))));

    assertThat(hours.between(at("2024-05-17T16:30"), at("2024-05-21T10:00")))
        .isEqualTo(Duration.ofMinutes(90));
    assertThat(hours.between(at("2024-05-18T08:00"), at("2024-05-20T23:00"))).isZero();
    assertThat(hours.between(at("2024-05-21T10:00"), at("2024-05-17T16:30"))).isZero();
  }

  @Test
  void aNightShiftOnTheDayTheClocksGoForwardHasAnHourLess() {
    BusinessHours sundays = new BusinessHours(BERLIN, List.of(new Open(0, 6 * 60)), List.of());

    assertThat(sundays.between(at("2024-03-30T12:00"), at("2024-03-31T12:00"))).hasHours(5);
    assertThat(sundays.between(at("2024-10-26T12:00"), at("2024-10-27T12:00"))).hasHours(7);
  }

  @Test
  void timesThatOverlapCountOnce() {
    BusinessHours hours =
        new BusinessHours(BERLIN, List.of(new Open(1980, 2460), new Open(1920, 2460)), List.of());
    assertThat(hours.between(at("2024-05-20T00:00"), at("2024-05-21T00:00"))).hasHours(9);
  }

  @Test
  void aTimeThatEndsWhileTheClocksChangeIsAsLongAsItWas() {
    BusinessHours early = new BusinessHours(BERLIN, List.of(new Open(0, 150)), List.of());
    BusinessHours late = new BusinessHours(BERLIN, List.of(new Open(150, 600)), List.of());

    assertThat(early.between(at("2024-03-30T12:00"), at("2024-03-31T12:00"))).hasMinutes(120);
    assertThat(late.between(at("2024-03-30T12:00"), at("2024-03-31T12:00"))).hasMinutes(420);
    assertThat(early.between(at("2024-10-26T12:00"), at("2024-10-27T12:00"))).hasMinutes(180);
    assertThat(late.between(at("2024-10-26T12:00"), at("2024-10-27T12:00"))).hasMinutes(480);
  }

  /** Minutes are counted one by one, over weeks with a change of summer time and a holiday. */
  @Property(tries = 100)
  void itIsTheMinutesThatAreOpen(
      @ForAll @IntRange(min = 0, max = 20 * DAY) int begin,
      @ForAll @IntRange(min = 0, max = 6 * DAY) int length,
      @ForAll @IntRange(min = 0, max = 6) int day,
      @ForAll @IntRange(min = 0, max = 720) int opens,
      @ForAll @IntRange(min = 0, max = 719) int lasts) {
    Open open = new Open(day * DAY + opens, day * DAY + opens + lasts);
    Holiday holiday = new Holiday(LocalDate.of(2024, 3, 29), LocalDate.of(2024, 4, 1));
    BusinessHours hours = new BusinessHours(BERLIN, List.of(open), List.of(holiday));
    Instant from = at("2024-03-20T00:00").plus(Duration.ofMinutes(begin));

    long minutes = 0;
    for (int i = 0; i < length; i++) {
      LocalDateTime minute = LocalDateTime.ofInstant(from.plusSeconds(60L * i), BERLIN);
      int ofWeek =
          minute.getDayOfWeek().getValue() % 7 * DAY + minute.getHour() * 60 + minute.getMinute();
      boolean off =
          !minute.toLocalDate().isBefore(holiday.from())
              && !minute.toLocalDate().isAfter(holiday.to());
      minutes += !off && ofWeek >= open.from() && ofWeek < open.to() ? 1 : 0;
    }
    assertThat(hours.between(from, from.plusSeconds(60L * length))).hasMinutes(minutes);
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }
}
