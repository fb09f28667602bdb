package io.holdfast.snapshot;

import java.util.Comparator;

/** When a record counts, with its key to break ties. */
record Moment(long micros, String key) implements Comparable<Moment> {
  private static final Comparator<Moment> ORDER =
      Comparator.comparingLong(Moment::micros).thenComparing(Moment::key);

  @Override
  public int compareTo(Moment other) {
    return ORDER.compare(this, other);
  }
}
