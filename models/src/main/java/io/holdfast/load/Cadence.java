package io.holdfast.load;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** How often an export is delivered, learned from when it was. */
public final class Cadence {
  private static final int RECENT = 30;
  private static final int WEEK = 7;
  private static final int SAME_WEEKDAYS = 4;

  /**
   * Since which day a delivery is missing, on a day; none while it may still come, or where nobody
   * knows how often it comes.
   *
   * @param delivered days of which deliveries came by then
   */
  public static Optional<LocalDate> missingSince(LocalDate day, NavigableSet<LocalDate> delivered) {
    List<LocalDate> days = new ArrayList<>(delivered.headSet(day, true));
    if (isTooShort(delivered.headSet(day, true))) {
      return Optional.empty();
    }
    LocalDate last = days.get(days.size() - 1);
    if (isWeekdayOf(day, last, delivered)) {
      return Optional.of(day);
    }
    long allowed = longest(days.subList(Math.max(0, days.size() - RECENT), days.size()));
    long allowance = allowed + Math.max(allowed < WEEK ? 0 : 1, allowed / 10);
    return ChronoUnit.DAYS.between(last, day) > allowance
        ? Optional.of(last.plusDays(allowance + 1))
        : Optional.empty();
  }

  /** Whether it came on each of the last such weekdays, on most of them with others between. */
  private static boolean isWeekdayOf(
      LocalDate day, LocalDate last, NavigableSet<LocalDate> delivered) {
    if (!last.isBefore(day)) {
      return false;
    }
    for (int week = 1; week <= SAME_WEEKDAYS; week++) {
      if (!delivered.contains(day.minusWeeks(week))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is too early to know how often it comes. */
  private static boolean isTooShort(SortedSet<LocalDate> days) {
    return days.size() <= Past.FEW || ChronoUnit.DAYS.between(days.first(), days.last()) < 2 * WEEK;
  }

  private static long longest(List<LocalDate> days) {
    long longest = 0;
    for (int i = 1; i < days.size(); i++) {
      longest = Math.max(longest, ChronoUnit.DAYS.between(days.get(i - 1), days.get(i)));
    }
    return longest;
  }

  /** Where deliveries before this one never came; a day between is a holiday more often. */
  static Optional<LoadFinding> gap(Delivery now, List<Delivery> past) {
    TreeSet<LocalDate> days = new TreeSet<>();
    past.forEach(delivery -> days.add(delivery.day()));
    if (now.name().isEmpty() || isTooShort(days) || !now.day().isAfter(days.last())) {
      return Optional.empty();
    }
    List<LocalDate> recent =
        List.copyOf(days).subList(Math.max(0, days.size() - RECENT), days.size());
    long longest = longest(recent);
    long gap = ChronoUnit.DAYS.between(days.last(), now.day());
    return gap > (longest < WEEK ? 2 * longest : longest * 3 / 2)
        ? Optional.of(
            new LoadFinding(
                Kind.GAP,
                now,
                "",
                "the delivery before it is of %s; what lies between never came"
                    .formatted(days.last())))
        : Optional.empty();
  }

  private Cadence() {}
}
