package io.holdfast.snapshot;

import java.util.Arrays;

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
  void add(Fact fact, UserDays known) {
    int[] eventDays = fact.getEventDays();
    int[] knownDays = fact.getKnownDays();
    int more = eventDays.length;
    grow(size + more);
    for (int i = 0; i < more; i++) {
      days[size + i] = eventDays[i];
      visible[size + i] = Math.max(eventDays[i], knownDays[i]);
    }
    System.arraycopy(fact.getCounts(), 0, counts, size, more);
    if (fact.getMillionths() != null) {
      System.arraycopy(fact.getMillionths(), 0, millionths, size, more);
    }
    if (known != null && fact.getTexts() != null) {
      addUsers(fact, known);
    }
    size += more;
    Arrays.fill(begins, size, begins.length, begins[size]);
  }

  private void addUsers(Fact fact, UserDays known) {
    int[] names = Arrays.stream(fact.getTexts()).mapToInt(known::number).toArray();
    int[] each = fact.getUserCounts();
    int[] positions = fact.getUserNumbers();
    int first = begins[size];
    users = Arrays.copyOf(users, first + positions.length);
    for (int i = 0; i < positions.length; i++) {
      users[first + i] = names[positions[i]];
    }
    for (int i = 0; i < each.length; i++) {
      begins[size + i + 1] = begins[size + i] + each[i];
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
