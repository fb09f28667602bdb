package io.holdfast.load;

import io.holdfast.table.Entity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether keys are those of before, and name the same. */
final class KeyRules {
  private static final int FEW = 10;
  private static final int COMPARED = 6;
  private static final int LOOKED_BACK = 20;

  static boolean isOwn(ColumnProfile column) {
    return column.column().equals(Entity.SOURCE_KEY);
  }

  static List<LoadFinding> of(Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    List<LoadFinding> found = new ArrayList<>();
    Judge.one(Kind.ONE_KEY, now, column, past)
        .or(() -> reused(now, column, past))
        .or(() -> strange(now, column, past))
        .ifPresent(found::add);
    return found;
  }

  private static Optional<LoadFinding> reused(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    if (!isOwn(column)) {
      return Optional.empty();
    }
    Map<Long, Long> last = new HashMap<>();
    double usual = 0;
    for (ColumnProfile before : past.subList(Math.max(0, past.size() - LOOKED_BACK), past.size())) {
      usual = Math.max(usual, changed(before, last));
      last.putAll(before.keys());
    }
    double changed = changed(column, last);
    return changed > .5 && changed > 2 * usual + .2
        ? Optional.of(
            LoadFinding.of(
                Kind.REUSED_KEYS,
                now,
                column,
                "%.0f%% of the keys that came before now belong to something else, usually %.0f%%",
                100 * changed,
                100 * usual))
        : Optional.empty();
  }

  /** Of the keys seen before the share that has something else beside it now. */
  private static double changed(ColumnProfile column, Map<Long, Long> last) {
    long seen = 0;
    long changed = 0;
    for (var key : column.keys().entrySet()) {
      Long before = last.get(key.getKey());
      if (before != null) {
        seen++;
        changed += before.equals(key.getValue()) ? 0 : 1;
      }
    }
    return seen < FEW ? 0 : (double) changed / seen;
  }

  private static Optional<LoadFinding> strange(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    if (past.size() < 2) {
      return Optional.empty();
    }
    List<ColumnProfile> recent = past.subList(Math.max(0, past.size() - LOOKED_BACK), past.size());
    Map<Long, Integer> known = new HashMap<>();
    recent.forEach(c -> c.keys().keySet().forEach(key -> known.merge(key, 1, Integer::sum)));
    long kept = kept(recent);
    double seen = seen(column, kept, known, 1);
    double[] usual =
        recent.stream()
            .skip(Math.max(0, recent.size() - COMPARED))
            .mapToDouble(c -> seen(c, kept, known, 2))
            .filter(share -> share >= 0)
            .toArray();
    if (seen < 0 || usual.length == 0) {
      return Optional.empty();
    }
    double least = Past.least(usual);
    return least >= (isOwn(column) ? .7 : .4) && seen < .3 * least
        ? Optional.of(
            LoadFinding.of(
                Kind.STRANGE_KEYS,
                now,
                column,
                "%.0f%% of its keys came before, usually %.0f%%",
                100 * seen,
                100 * Past.median(usual)))
        : Optional.empty();
  }

  /** The hash up to which all of them keep their keys. */
  private static long kept(List<ColumnProfile> columns) {
    return columns.stream()
        .filter(c -> c.keys().size() >= ColumnCounter.KEYS)
        .mapToLong(c -> c.keys().keySet().stream().mapToLong(k -> k).max().orElse(0))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Share of its keys that so many deliveries have; below 0: too few can be compared. */
  private static double seen(
      ColumnProfile column, long kept, Map<Long, Integer> known, int deliveries) {
    long compared = 0;
    long seen = 0;
    for (long key : column.keys().keySet()) {
      if (key <= kept) {
        compared++;
        seen += known.getOrDefault(key, 0) >= deliveries ? 1 : 0;
      }
    }
    return compared < FEW ? -1 : (double) seen / compared;
  }

  private KeyRules() {}
}
