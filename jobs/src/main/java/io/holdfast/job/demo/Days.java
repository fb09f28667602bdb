package io.holdfast.job.demo;

import java.time.LocalDate;

/**
 * The simulated days, counted from 0. What happens on a day happens between 06:00 and 18:00 UTC, so
 * that it is the same day wherever the company may be in Europe.
 */
record Days(LocalDate from, int count) {
  static final int MORNING = 6 * 3600;
  static final int EVENING = 18 * 3600;

  static Days of(LocalDate from, LocalDate to) {
    return new Days(from, (int) (to.toEpochDay() - from.toEpochDay()) + 1);
  }

  LocalDate date(int day) {
    return from.plusDays(day);
  }

  int index(LocalDate date) {
    return (int) (date.toEpochDay() - from.toEpochDay());
  }

  /** Epoch second. */
  long at(int day, int second) {
    return (from.toEpochDay() + day) * 86_400L + second;
  }

  /** First epoch second after the last day, in UTC. */
  long end() {
    return at(count, 0);
  }

  boolean weekend(int day) {
    return Math.floorMod(from.toEpochDay() + day + 3, 7L) >= 5;
  }

  boolean monthEnd(int day) {
    return date(day + 1).getDayOfMonth() == 1;
  }

  /** {@code 2024-07-01T09:30:00} in UTC, without a zone. */
  static StringBuilder iso(StringBuilder to, long epochSecond) {
    int second = (int) Math.floorMod(epochSecond, 86_400L);
    to.append(LocalDate.ofEpochDay(Math.floorDiv(epochSecond, 86_400L))).append('T');
    two(to, second / 3600).append(':');
    two(to, second / 60 % 60).append(':');
    return two(to, second % 60);
  }

  static String iso(long epochSecond) {
    return iso(new StringBuilder(20), epochSecond).toString();
  }

  private static StringBuilder two(StringBuilder to, int value) {
    return to.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }
}
