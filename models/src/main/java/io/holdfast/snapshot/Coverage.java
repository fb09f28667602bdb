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

/** From which day to which each cell metric and entity was delivered, as far as known on a day. */
public final class Coverage implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A day after all others: never delivered. */
  static final int NONE = Integer.MAX_VALUE;

  /** Name under which subscriptions are covered. */
  static final String CONTRACT = "contract";

  /** Kind under which the usage of a source ends, whatever metrics count of it. */
  static final String USAGE = "usage";

  private final Map<String, NavigableMap<Integer, Integer>> starts = new HashMap<>();
  private final Deliveries deliveries = new Deliveries();

  /**
   * Coverage of collected rows.
   *
   * @param rows rows of {@link Snapshots#coverage}
   */
  public static Coverage of(List<Row> rows) {
    Coverage coverage = new Coverage();
    Map<String, NavigableMap<Integer, Integer>> days = new HashMap<>();
    for (Row row : rows) {
      if (!row.isNullAt(3)) {
        days.computeIfAbsent(row.getString(0), name -> new TreeMap<>())
            .merge(row.getInt(2), row.getInt(3), Math::min);
      }
      if (!row.isNullAt(1)) {
        coverage.deliveries.add(row.getString(0), row.getString(1), row.getInt(2));
      }
    }
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

  /** See {@link Deliveries#ends}. */
  Map<String, int[]> ends(String kind, int[] days) {
    return deliveries.ends(kind, days);
  }

  /** Earliest event day of a cell metric or entity among what was known on a day. */
  int start(String name, int day) {
    NavigableMap<Integer, Integer> falling = starts.get(name);
    Map.Entry<Integer, Integer> entry = falling == null ? null : falling.floorEntry(day);
    return entry == null ? NONE : entry.getValue();
  }
}
