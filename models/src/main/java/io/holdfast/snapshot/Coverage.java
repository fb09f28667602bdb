package io.holdfast.snapshot;

import io.holdfast.table.Catalogue;
import io.holdfast.table.Ticket;
import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** From which day on each cell metric and entity was delivered, as far as known on a day. */
public final class Coverage implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A day after all others: never delivered. */
  static final int NONE = Integer.MAX_VALUE;

  /** Name under which subscriptions are covered. */
  static final String CONTRACT = "contract";

  private final Map<String, NavigableMap<Integer, Integer>> starts = new HashMap<>();

  /**
   * Coverage of collected rows.
   *
   * @param rows rows of {@link Snapshots#coverage}
   */
  public static Coverage of(List<Row> rows) {
    Coverage coverage = new Coverage();
    Map<String, NavigableMap<Integer, Integer>> days = new HashMap<>();
    rows.forEach(
        row ->
            days.computeIfAbsent(row.getString(0), name -> new TreeMap<>())
                .merge(row.getInt(1), row.getInt(2), Math::min));
    days.forEach((name, known) -> coverage.starts.put(name, falling(known)));
    return coverage;
  }

  private static NavigableMap<Integer, Integer> falling(NavigableMap<Integer, Integer> known) {
    NavigableMap<Integer, Integer> falling = new TreeMap<>();
    known.forEach(
        (day, event) -> {
          if (falling.isEmpty() || event < falling.lastEntry().getValue()) {
            falling.put(day, event);
          }
        });
    return falling;
  }

  /**
   * First day since 1970 on which a subscription, usage or a ticket could be known, if any was.
   * That an account was created, or planned for, says nothing yet that could be learnt from.
   */
  public OptionalInt firstKnown(Catalogue catalogue) {
    Set<String> lived = new HashSet<>(catalogue.cells().keySet());
    lived.add(CONTRACT);
    lived.add(Ticket.TABLE.name());
    return starts.entrySet().stream()
        .filter(stream -> lived.contains(stream.getKey()))
        .mapToInt(stream -> stream.getValue().firstKey())
        .min();
  }

  /** Earliest event day of a cell metric or entity among what was known on a day. */
  int start(String name, int day) {
    NavigableMap<Integer, Integer> falling = starts.get(name);
    Map.Entry<Integer, Integer> entry = falling == null ? null : falling.floorEntry(day);
    return entry == null ? NONE : entry.getValue();
  }
}
