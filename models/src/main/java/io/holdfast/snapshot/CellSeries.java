package io.holdfast.snapshot;

import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;

/** One usage metric of one account, swept from day to day. */
final class CellSeries {
  private record Cell(int day, int visible, long n, long total, List<String> users) {}

  private final List<Cell> cells = new ArrayList<>();
  private final int firstDay;
  private final Fenwick counts;
  private final Fenwick totals;
  private final Fenwick active;
  private final UserDays users;
  private int next;
  private int latest = Coverage.NONE;

  /** Days {@code base} to {@code last} are kept apart. */
  CellSeries(Layout.Stream stream, int base, int last) {
    this.firstDay = base;
    this.counts = new Fenwick(base, last);
    this.totals = has(stream, Measure.SUM) ? new Fenwick(base, last) : null;
    this.active = has(stream, Measure.DAYS_ACTIVE) ? new Fenwick(base, last) : null;
    this.users = has(stream, Measure.DISTINCT) ? new UserDays(base, last) : null;
  }

  private static boolean has(Layout.Stream stream, Measure measure) {
    return stream.slots().stream().anyMatch(slot -> slot.definition().measure() == measure);
  }

  void add(Row fact) {
    int day = (int) fact.getLong(Facts.EVENT);
    cells.add(
        new Cell(
            day,
            Math.max(day, (int) fact.getLong(Facts.KNOWN)),
            fact.getLong(Facts.N),
            fact.getLong(Facts.TOTAL),
            users == null || day < firstDay ? List.of() : fact.getList(Facts.TEXTS)));
  }

  void sort() {
    cells.sort(Comparator.comparingInt(Cell::visible));
  }

  /** Takes in the cells that have happened and are known by a day. */
  void advance(int day) {
    while (next < cells.size() && cells.get(next).visible() <= day) {
      take(cells.get(next));
      next++;
    }
  }

  private void take(Cell cell) {
    int day = cell.day();
    if (active != null && counts.sum(day, day) == 0) {
      active.add(day, 1);
    }
    counts.add(day, cell.n());
    if (totals != null) {
      totals.add(day, cell.total());
    }
    cell.users().forEach(user -> users.add(user, day));
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
