package io.holdfast.snapshot;

/**
 * Exact sums over ranges of days while values come and go, mostly on the last days: prefix sums
 * that are gone over again only from the first changed day on. Days before the first are kept as
 * one.
 */
final class DaySums {
  private static final long[] NOTHING = {};

  /** Sums of values up to this one fit, whatever the days. */
  private static final long PLAIN = 1L << 48;

  private final int base;
  private final int size;
  private long[] values = NOTHING;
  private long[] prefixes = NOTHING;

  /** Prefixes that hold; those after them are to be added up again. */
  private int settled;

  /** No day before this one has a value. */
  private int lowest;

  /** Whether a value is so large that sums are no exact differences of prefixes any more. */
  private boolean huge;

  /** Sums over days {@code base} to {@code last}. */
  DaySums(int base, int last) {
    this.base = base;
    this.size = last - base + 1;
    this.lowest = size;
  }

  /** Adds a value on a day; days after the last are never asked for and dropped. */
  void add(int day, long value) {
    int i = Math.max(0, day - base);
    if (i >= size) {
      return;
    }
    if (values.length == 0) {
      values = new long[size];
      prefixes = new long[size];
    }
    values[i] = bounded(values[i], value);
    huge |= Math.abs(values[i]) > PLAIN;
    settled = Math.min(settled, i);
    lowest = Math.min(lowest, i);
  }

  /** The value of one day, without adding anything up; 0 before the first. */
  long on(int day) {
    int i = day - base;
    return i < 0 || i >= values.length ? 0 : values[i];
  }

  /** Sum of the values from one day to another, both included. */
  long sum(int from, int to) {
    if (huge) {
      long sum = 0;
      for (int i = Math.max(0, from <= base ? 0 : from - base); i < size && i <= to - base; i++) {
        sum = bounded(sum, values[i]);
      }
      return sum;
    }
    return prefix(to) - (from <= base ? 0 : prefix(from - 1));
  }

  /** A sum, or the number nearest to it that there is. */
  static long bounded(long a, long b) {
    long sum = a + b;
    boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
    return overflows ? (a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE) : sum;
  }

  private long prefix(int day) {
    int i = Math.min(day - base, values.length - 1);
    if (i < lowest) {
      return 0;
    }
    for (; settled <= i; settled++) {
      long before = settled == 0 ? 0 : prefixes[settled - 1];
      prefixes[settled] = bounded(before, values[settled]);
    }
    return prefixes[i];
  }

  /** The first day up to another that has a value, when no value is negative; else none. */
  int first(int to) {
    if (prefix(to) == 0) {
      return Coverage.NONE;
    }
    while (values[lowest] == 0) {
      lowest++;
    }
    return base + lowest;
  }
}
