package io.holdfast.snapshot;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;

/** The daily cells of one metric of one account, side by side, from whatever loads they came. */
final class DailyCounts {
  private int size;
  private int[] days = new int[0];
  private int[] visible = days;
  private long[] counts = new long[0];
  private long[] millionths = counts;

  /** Where a cell's users begin; one more than there are cells. */
  private int[] begins = new int[1];

  private int[] users = new int[0];

  /** Adds the cells of a fact; quantities and users may be missing. */
  void add(Row fact, UserDays known) {
    List<Integer> eventDays = fact.getList(Facts.EVENT_DAYS);
    List<Integer> knownDays = fact.getList(Facts.KNOWN_DAYS);
    List<Long> numbers = fact.getList(Facts.COUNTS);
    grow(size + eventDays.size());
    for (int i = 0; i < eventDays.size(); i++) {
      days[size + i] = eventDays.get(i);
      visible[size + i] = Math.max(days[size + i], knownDays.get(i));
      counts[size + i] = numbers.get(i);
    }
    if (!fact.isNullAt(Facts.MILLIONTHS)) {
      List<Long> quantities = fact.getList(Facts.MILLIONTHS);
      for (int i = 0; i < quantities.size(); i++) {
        millionths[size + i] = quantities.get(i);
      }
    }
    if (known != null && !fact.isNullAt(Facts.TEXTS)) {
      addUsers(fact, known);
    }
    size += eventDays.size();
    Arrays.fill(begins, size, begins.length, begins[size]);
  }

  private void addUsers(Row fact, UserDays known) {
    int[] names = fact.<String>getList(Facts.TEXTS).stream().mapToInt(known::number).toArray();
    List<Integer> each = fact.getList(Facts.USER_COUNTS);
    List<Integer> positions = fact.getList(Facts.USER_NUMBERS);
    int first = begins[size];
    users = Arrays.copyOf(users, first + positions.size());
    for (int i = 0; i < positions.size(); i++) {
      users[first + i] = names[positions.get(i)];
    }
    for (int i = 0; i < each.size(); i++) {
      begins[size + i + 1] = begins[size + i] + each.get(i);
    }
  }

  private void grow(int wanted) {
    days = Arrays.copyOf(days, wanted);
    visible = Arrays.copyOf(visible, wanted);
    counts = Arrays.copyOf(counts, wanted);
    millionths = Arrays.copyOf(millionths, wanted);
    begins = Arrays.copyOf(begins, wanted + 1);
  }

  /** Positions in the order of the days from which on they count. */
  int[] byDay() {
    long[] keys = new long[size];
    boolean sorted = true;
    for (int i = 0; i < size; i++) {
      keys[i] = ((long) visible[i] << 32) | i;
      sorted &= i == 0 || visible[i] >= visible[i - 1];
    }
    if (!sorted) {
      Arrays.sort(keys);
    }
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /** Day on which it happened. */
  int day(int cell) {
    return days[cell];
  }

  /** Day at whose end it has happened and is known. */
  int visible(int cell) {
    return visible[cell];
  }

  long count(int cell) {
    return counts[cell];
  }

  long millionths(int cell) {
    return millionths[cell];
  }

  /** Notes the days of a cell's users. */
  void tell(int cell, UserDays known) {
    for (int i = begins[cell]; i < begins[cell + 1]; i++) {
      known.add(users[i], days[cell]);
    }
  }
}
