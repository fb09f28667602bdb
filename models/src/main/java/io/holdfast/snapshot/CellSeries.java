package io.holdfast.snapshot;

import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import org.apache.spark.sql.Row;

/** One usage metric of one account, swept from day to day. */
final class CellSeries {
  private final DailyCounts cells = new DailyCounts();
  private final DaySums counts;
  private final DaySums totals;
  private final DaySums active;
  private final UserDays users;
  private int[] order;
  private int next;
  private int latest = Coverage.NONE;

  /** Days {@code base} to {@code last} are kept apart. */
  CellSeries(Layout.Stream stream, int base, int last) {
    this.counts = new DaySums(base, last);
    this.totals = stream.has(Measure.SUM) ? new DaySums(base, last) : null;
    this.active = stream.has(Measure.DAYS_ACTIVE) ? new DaySums(base, last) : null;
    this.users = stream.has(Measure.DISTINCT) ? new UserDays(base, last) : null;
  }

  void add(Row fact) {
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
    if (active != null && counts.sum(day, day) == 0) {
      active.add(day, 1);
    }
    counts.add(day, cells.count(cell));
    if (totals != null) {
      totals.add(day, cells.millionths(cell));
    }
    if (users != null) {
      cells.tell(cell, users);
    }
    latest = latest == Coverage.NONE ? day : Math.max(latest, day);
  }

  Double read(FeatureDefinition feature, int start, AsOfDay asOf) {
    if (feature.measure() == Measure.GAP) {
      return gap(feature, asOf.day());
    }
    return Windowed.read(
        feature,
        new Windowed.Days() {
          @Override
          public Double over(int from, int to) {
            return figure(feature.measure(), from, to);
          }

          @Override
          public int first(int to) {
            return counts.first(to);
          }
        },
        start,
        asOf);
  }

  private Double gap(FeatureDefinition feature, int day) {
    boolean within =
        latest != Coverage.NONE && (feature.window() == null || latest > day - feature.window());
    return within ? (double) (day - latest) : null;
  }

  private double figure(Measure measure, int from, int to) {
    return switch (measure) {
      case SUM -> totals.sum(from, to) / 1e6;
      case DAYS_ACTIVE -> active.sum(from, to);
      case DISTINCT -> users.distinct(from, to);
      default -> counts.sum(from, to);
    };
  }
}
