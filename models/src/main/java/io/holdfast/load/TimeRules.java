package io.holdfast.load;

import io.holdfast.table.Entity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether times lie where they used to: within the day, and from the day of the delivery. */
final class TimeRules {
  private static final int FEW = 5;
  private static final int ENOUGH = 150;
  private static final int HOURS = 24;
  private static final double DAY = 86_400;

  static List<LoadFinding> of(Delivery now, ColumnProfile column, Past past) {
    List<LoadFinding> found = new ArrayList<>();
    List<Delivery> before =
        past.deliveries().stream()
            .filter(d -> d.column(column).filter(c -> c.values() > 0).isPresent())
            .toList();
    if (column.quantiles().isEmpty() || before.isEmpty()) {
      return found;
    }
    List<ColumnProfile> columns = past.of(column).stream().filter(c -> c.values() > 0).toList();
    Judge.one(Kind.ONE_INSTANT, now, column, columns)
        .or(() -> future(now, column, before))
        .or(() -> age(now, column, before))
        .or(() -> zone(now, column, columns))
        .ifPresent(found::add);
    return found;
  }

  private static Optional<LoadFinding> future(
      Delivery now, ColumnProfile column, List<Delivery> past) {
    if (!column.column().equals(Entity.EVENT_TIME) || column.values() < FEW) {
      return Optional.empty();
    }
    boolean usual = past.stream().anyMatch(d -> late(d.column(column).orElseThrow(), d) > 2);
    double days = late(column, now);
    return !usual && days > 2
        ? Optional.of(
            LoadFinding.of(
                Kind.FUTURE,
                now,
                column,
                "one in twenty lies %.0f days or more after the day it landed on",
                days))
        : Optional.empty();
  }

  /** Days from the landing day to the latest twentieth of the times. */
  private static double late(ColumnProfile column, Delivery delivery) {
    return column.quantiles().get(5) / DAY - delivery.landedOn().toEpochDay();
  }

  private static Optional<LoadFinding> age(
      Delivery now, ColumnProfile column, List<Delivery> past) {
    if (past.size() < Past.FEW || column.values() < FEW) {
      return Optional.empty();
    }
    double[] ages =
        past.stream().mapToDouble(d -> age(d.column(column).orElseThrow(), d.day())).toArray();
    double age = age(column, now.day());
    double width = Math.max(Past.greatest(ages) - Past.least(ages), 10);
    boolean older = age > Past.greatest(ages) + 2 * width + 30;
    boolean newer = age < Past.least(ages) - 2 * width - 30;
    return older || newer
        ? Optional.of(
            LoadFinding.of(
                Kind.AGE,
                now,
                column,
                "its median lies on %s, %.0f days %s than usual",
                LocalDate.ofEpochDay((long) Math.floor(column.median() / DAY)),
                Math.abs(age - Past.median(ages)),
                older ? "older" : "newer"))
        : Optional.empty();
  }

  private static double age(ColumnProfile column, LocalDate day) {
    return day.toEpochDay() - column.median() / DAY;
  }

  private static Optional<LoadFinding> zone(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    double[] usual = hours(past);
    if (column.values() < ENOUGH || Past.values(past) < ENOUGH) {
      return Optional.empty();
    }
    boolean steady =
        past.stream()
            .filter(c -> c.values() >= ENOUGH)
            .allMatch(c -> Math.abs(shift(hours(List.of(c)), usual)) <= 1);
    double[] today = hours(List.of(column));
    int shift = shift(today, usual);
    double unmoved = distance(today, usual, 0);
    return steady
            && Math.abs(shift) >= 2
            && unmoved > .25
            && distance(today, usual, shift) < .6 * unmoved
        ? Optional.of(
            LoadFinding.of(
                Kind.ZONE,
                now,
                column,
                "its hours of the day are those of before, %d hours %s",
                Math.abs(shift),
                shift > 0 ? "later" : "earlier"))
        : Optional.empty();
  }

  private static double[] hours(List<ColumnProfile> columns) {
    double[] hours = new double[HOURS];
    for (ColumnProfile column : columns) {
      for (int h = 0; h < HOURS; h++) {
        hours[h] += (double) column.hours().get(h) / Past.values(columns);
      }
    }
    return hours;
  }

  /** By how many hours the one has to be moved to look most like the other. */
  private static int shift(double[] hours, double[] usual) {
    int best = 0;
    for (int s = 1 - HOURS / 2; s <= HOURS / 2; s++) {
      if (distance(hours, usual, s) < distance(hours, usual, best) - 1e-9) {
        best = s;
      }
    }
    return best;
  }

  private static double distance(double[] hours, double[] usual, int shift) {
    double sum = 0;
    for (int h = 0; h < HOURS; h++) {
      sum += Math.abs(hours[h] - usual[Math.floorMod(h - shift, HOURS)]);
    }
    return sum / 2;
  }

  private TimeRules() {}
}
