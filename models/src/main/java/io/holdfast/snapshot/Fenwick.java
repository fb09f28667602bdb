package io.holdfast.snapshot;

/**
 * Exact sums over ranges of days while values come and go (Fenwick 1994, "A new data structure for
 * cumulative frequency tables"). Days before the first are kept as one.
 */
final class Fenwick {
  private final int base;
  private final long[] tree;

  /** Sums over days {@code base} to {@code last}. */
  Fenwick(int base, int last) {
    this.base = base;
    this.tree = new long[last - base + 2];
  }

  /** Adds a value on a day; days after the last are never asked for and dropped. */
  void add(int day, long value) {
    for (int i = Math.max(0, day - base) + 1; i < tree.length; i += i & -i) {
      tree[i] = Math.addExact(tree[i], value);
    }
  }

  /** Sum of the values from one day to another, both included. */
  long sum(int from, int to) {
    return prefix(to) - (from <= base ? 0 : prefix(from - 1));
  }

  private long prefix(int day) {
    long sum = 0;
    for (int i = Math.min(day - base + 1, tree.length - 1); i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }

  /** The first day up to another that has a value, when no value is negative; else none. */
  int first(int to) {
    if (prefix(to) == 0) {
      return Coverage.NONE;
    }
    int position = 0;
    for (int step = Integer.highestOneBit(tree.length); step > 0; step >>= 1) {
      if (position + step < tree.length && tree[position + step] == 0) {
        position += step;
      }
    }
    return base + position;
  }
}
