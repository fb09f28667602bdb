package io.holdfast.snapshot;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** On which days something of each kind became known from each source; days since 1970. */
final class Deliveries implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A week without anything is usual for every kind. */
  private static final int USUAL_SILENCE_DAYS = 7;

  /** For how long a silence is remembered as usual. */
  private static final int REMEMBERED_DAYS = 364;

  private final Map<String, Map<String, NavigableSet<Integer>>> kinds = new HashMap<>();
  private final Map<String, NavigableSet<Integer>> sources = new HashMap<>();

  void add(String kind, String source, int day) {
    kinds
        .computeIfAbsent(kind, k -> new HashMap<>())
        .computeIfAbsent(source, s -> new TreeSet<>())
        .add(day);
    sources.computeIfAbsent(source, s -> new TreeSet<>()).add(day);
  }

  /**
   * Of each source that delivers a kind the last day it covers, as known on some days; {@link
   * Covered#NEVER} before its first. While the kind is silent no longer than is usual for it, that
   * is the newest day of the source; then the newest day of the kind.
   */
  Map<String, int[]> ends(String kind, int[] days) {
    Map<String, int[]> ends = new HashMap<>();
    kinds
        .getOrDefault(kind, Map.of())
        .forEach(
            (source, known) ->
                ends.put(
                    source,
                    Arrays.stream(days)
                        .map(day -> end(known, sources.get(source), day))
                        .toArray()));
    return ends;
  }

  private static int end(NavigableSet<Integer> known, NavigableSet<Integer> source, int day) {
    Integer newest = known.floor(day);
    if (newest == null) {
      return Covered.NEVER;
    }
    int alive = source.floor(day);
    return alive - newest <= usualSilence(known, newest) ? alive : newest;
  }

  private static int usualSilence(NavigableSet<Integer> known, int newest) {
    int usual = USUAL_SILENCE_DAYS;
    Integer before = null;
    for (int day : known.subSet(newest - REMEMBERED_DAYS, true, newest, true)) {
      usual = before == null ? usual : Math.max(usual, day - before);
      before = day;
    }
    return usual;
  }
}
