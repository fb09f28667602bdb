package io.holdfast.snapshot;

import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import java.util.Set;
import java.util.function.Function;

/** One usage metric of one account, swept from day to day. */
final class CellSeries {
  private final DailyCounts cells = new DailyCounts();
  private final DaySums counts;
  private final DaySums totals;
  private final DaySums active;
  private final UserDays users;
  private int[] order;
  private int next;
  private int earliest = Coverage.NONE;
  private int latest = Integer.MIN_VALUE;

  /** Days {@code base} to {@code last} are kept apart. */
  CellSeries(Layout.Stream stream, int base, int last) {
    this.counts = new DaySums(base, last);
    this.totals = stream.has(Measure.SUM) ? new DaySums(base, last) : null;
    this.active = stream.has(Measure.DAYS_ACTIVE) ? new DaySums(base, last) : null;
    this.users = stream.hasUsers() ? new UserDays(base, last) : null;
  }

  void add(Fact fact) {
    cells.add(fact, users);
  }

  void sort() {
    order = cells.byDay();
  }

  /** Takes in the cells that have happened and are known by a day. */
  void advance(int day) {
    while (next < order.length && cells.visible(order[next]) <= day) {
      take(order[next]);
      next++;
    }
  }

  private void take(int cell) {
    int day = cells.day(cell);
    if (active != null && counts.on(day) == 0) {
      active.add(day, 1);
    }
    counts.add(day, cells.count(cell));
    if (totals != null) {
      totals.add(day, cells.millionths(cell));
    }
    if (users != null) {
      cells.tell(cell, users);
    }
    earliest = Math.min(earliest, day);
    latest = Math.max(latest, day);
  }

  /**
   * The figures of one feature, to be read on each day.
   *
   * @param whom keys of the users that it counts as of a day, with an empty text where there are
   *     others; empty: of nobody is known whether they count; null: it counts all
   */
  Windowed.Days figures(FeatureDefinition feature, Function<AsOfDay, Set<String>> whom) {
    return new Windowed.Days() {
      @Override
      public Double over(int from, int to, AsOfDay asOf) {
        return whom == null
            ? (Double) figure(feature, from, to)
            : among(whom.apply(asOf), feature, from, to);
      }

      @Override
      public int first(int to) {
        return counts.first(to);
      }
    };
  }

  private Double among(Set<String> whom, FeatureDefinition feature, int from, int to) {
    if (whom.isEmpty()) {
      return null;
    }
    whom.remove("");
    int atLeast = feature.atLeast() == null ? 1 : feature.atLeast();
    return (double) users.distinct(from, to, atLeast, whom);
  }

  Double read(FeatureDefinition feature, Windowed.Days figures, Covered covered, AsOfDay asOf) {
    return switch (feature.measure()) {
      case GAP -> isSilent(feature, covered, asOf) ? null : since(feature, latest, covered.end());
      case AGE -> age(feature, covered, asOf);
      default -> Windowed.read(feature, figures, covered, asOf);
    };
  }

  /** What happened first of all stays first, whatever was delivered since. */
  private Double age(FeatureDefinition feature, Covered covered, AsOfDay asOf) {
    if (feature.window() == null) {
      return since(feature, earliest, asOf.day());
    }
    return isSilent(feature, covered, asOf)
        ? null
        : since(feature, first(feature, covered.end()), covered.end());
  }

  private static boolean isSilent(FeatureDefinition feature, Covered covered, AsOfDay asOf) {
    return feature.window() == null
        ? covered.isSilent(asOf.day())
        : covered.isMostlyUnknown(feature.window(), asOf.day());
  }

  /** Days since a day, if that lies in the window. */
  private Double since(FeatureDefinition feature, int when, int day) {
    boolean within =
        earliest != Coverage.NONE && (feature.window() == null || when > day - feature.window());
    return within ? (double) (day - when) : null;
  }

  private int first(FeatureDefinition feature, int day) {
    int from = day - feature.window() + 1;
    while (from <= day && counts.on(from) == 0) {
      from++;
    }
    return from <= day ? from : Integer.MIN_VALUE;
  }

  private double figure(FeatureDefinition feature, int from, int to) {
    return switch (feature.measure()) {
      case SUM -> totals.sum(from, to) / 1e6;
      case DAYS_ACTIVE -> active.sum(from, to);
      case DISTINCT ->
          feature.atLeast() == null
              ? users.distinct(from, to)
              : users.distinct(from, to, feature.atLeast());
      case USER_DAYS -> users.days(from, to);
      case STREAK -> Weeks.streak(counts, from, to);
      case SLOPE -> Weeks.slope(counts, from, to);
      default -> counts.sum(from, to);
    };
  }
}
