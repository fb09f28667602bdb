package io.holdfast.usage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The cells of one source key and metric while they are added up. */
final class Cells {
  private static final Comparator<Long> BY_DAYS =
      Comparator.comparingInt((Long key) -> knownDay(key)).thenComparingInt(Cells::eventDay);

  private static final class Cell {
    private final Set<String> users = new HashSet<>(4);
    private long n;
    private long millionths;
  }

  /** By days as {@link #key} packs them. */
  private final Map<Long, Cell> cells = new HashMap<>();

  /** Adds to the cell of a day; {@code user} may be null. */
  void add(int eventDay, int knownDay, long n, long millionths, String user) {
    Cell cell = cell(eventDay, knownDay);
    cell.n += n;
    cell.millionths = bounded(cell.millionths, millionths);
    if (user != null) {
      cell.users.add(user);
    }
  }

  /** A sum, or the number nearest to it that there is. */
  private static long bounded(long a, long b) {
    long sum = a + b;
    boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
    return overflows ? (a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE) : sum;
  }

  private Cell cell(int eventDay, int knownDay) {
    return cells.computeIfAbsent(key(eventDay, knownDay), days -> new Cell());
  }

  /** How late above, the known day below: most cells differ in the latter, as a hash needs it. */
  private static long key(int eventDay, int knownDay) {
    return ((long) (knownDay - eventDay) << 32) | (knownDay & 0xffffffffL);
  }

  private static int knownDay(long key) {
    return (int) key;
  }

  private static int eventDay(long key) {
    return knownDay(key) - (int) (key >> 32);
  }

  boolean isEmpty() {
    return cells.isEmpty();
  }

  /** Adds the cells of a row, as {@link #row} writes them from a position on. */
  void add(Row row, int at) {
    List<Integer> eventDays = row.getList(at + 1);
    List<Integer> knownDays = row.getList(at + 2);
    List<Long> counts = row.getList(at + 3);
    List<Long> millionths = row.getList(at + 4);
    List<Integer> userCounts = row.getList(at + 5);
    List<Integer> userNumbers = row.getList(at + 6);
    List<String> users = row.getList(at + 7);
    int next = 0;
    for (int i = 0; i < eventDays.size(); i++) {
      add(eventDays.get(i), knownDays.get(i), counts.get(i), millionths.get(i), null);
      Cell cell = cell(eventDays.get(i), knownDays.get(i));
      for (int until = next + userCounts.get(i); next < until; next++) {
        cell.users.add(users.get(userNumbers.get(next)));
      }
    }
  }

  /** {@code before}, then n, the six arrays of cells, users and starts. */
  Row row(Object... before) {
    Map<String, Integer> numbers = new TreeMap<>();
    cells.values().forEach(cell -> cell.users.forEach(user -> numbers.put(user, 0)));
    int number = 0;
    for (Map.Entry<String, Integer> user : numbers.entrySet()) {
      user.setValue(number++);
    }
    Long[] keys = cells.keySet().toArray(Long[]::new);
    Arrays.sort(keys, BY_DAYS);
    int size = keys.length;
    Integer[] eventDays = new Integer[size];
    Integer[] knownDays = new Integer[size];
    Long[] counts = new Long[size];
    Long[] millionths = new Long[size];
    Integer[] userCounts = new Integer[size];
    List<Integer> userNumbers = new ArrayList<>();
    List<Row> starts = new ArrayList<>();
    long n = 0;
    int earliest = Integer.MAX_VALUE;
    int i = 0;
    for (Long key : keys) {
      Cell cell = cells.get(key);
      eventDays[i] = eventDay(key);
      knownDays[i] = knownDay(key);
      counts[i] = cell.n;
      millionths[i] = cell.millionths;
      userCounts[i] = cell.users.size();
      cell.users.stream().map(numbers::get).sorted().forEach(userNumbers::add);
      if (eventDays[i] < earliest) {
        earliest = eventDays[i];
        starts.add(RowFactory.create(knownDays[i], earliest));
      }
      n += cell.n;
      i++;
    }
    List<Object> values = new ArrayList<>(Arrays.asList(before));
    values.add(n);
    values.addAll(
        List.of(
            eventDays,
            knownDays,
            counts,
            millionths,
            userCounts,
            userNumbers.toArray(Integer[]::new),
            numbers.keySet().toArray(String[]::new),
            starts.toArray(Row[]::new)));
    return RowFactory.create(values.toArray());
  }
}
