package io.holdfast.snapshot;

import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What accounts that are known to the same sources have in common on each asked day. */
final class SourceSet {
  private final SweepPlan plan;
  private final Covered[][] covered;

  /** What each entity gives on each day where it has no record, without and with licences. */
  private final double[][][] nothing;

  private final List<Map<String, Long>> silentDays = new ArrayList<>();

  /**
   * @param covered by number of the stream and place of the day
   */
  SourceSet(SweepPlan plan, Covered[][] covered) {
    this.plan = plan;
    this.covered = covered;
    this.nothing = new double[2 * covered.length][plan.size()][];
    for (int place = 0; place < plan.size(); place++) {
      silentDays.add(silences(place));
    }
  }

  Covered covered(Layout.Stream stream, int place) {
    return covered[stream.id()][place];
  }

  /** Of each feature that counts days up to the end of its source, days since that; null: none. */
  Map<String, Long> silentDays(int place) {
    return silentDays.get(place);
  }

  private Map<String, Long> silences(int place) {
    Map<String, Long> silences = new TreeMap<>();
    Layout layout = plan.layout();
    for (List<Layout.Stream> streams : List.of(layout.cells(), layout.entities())) {
      for (Layout.Stream stream : streams) {
        Covered days = covered(stream, place);
        if (days.end() != Covered.NEVER && days.silence(plan.day(place)) > 0) {
          stream.slots().stream()
              .filter(slot -> slot.isNumber() && countsToEnd(slot.definition()))
              .forEach(slot -> silences.put(slot.name(), days.silence(plan.day(place))));
        }
      }
    }
    return silences.isEmpty() ? null : silences;
  }

  private static boolean countsToEnd(FeatureDefinition feature) {
    boolean isEver = feature.window() == null && feature.ofCell();
    return feature.ahead() == null
        && (feature.measure() == Measure.GAP || (feature.measure() == Measure.AGE && !isEver));
  }

  /** What an entity's features are on an asked day for an account without a record of it. */
  double[] nothing(Layout.Stream entity, int place, boolean hasSeats) {
    double[][] byDay = nothing[2 * entity.id() + (hasSeats ? 1 : 0)];
    if (byDay[place] == null) {
      byDay[place] =
          plan.records(entity).values(covered(entity, place), plan.asOf(place, hasSeats ? 1 : 0));
    }
    return byDay[place];
  }
}
