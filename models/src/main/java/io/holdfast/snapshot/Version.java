package io.holdfast.snapshot;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Row;

/** One version of a record, as its fact carries it. */
record Version(
    String key,
    long event,
    long known,
    String version,
    String tie,
    boolean gone,
    List<Long> numbers,
    List<String> texts) {
  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  /** The order of {@link io.holdfast.table.Versions}: the last one known counts. */
  static final Comparator<Version> BY_KNOWN =
      Comparator.comparingLong(Version::known)
          .thenComparing(Version::version, NULLS_FIRST)
          .thenComparingLong(Version::event)
          .thenComparing(Version::tie, NULLS_FIRST);

  /** The order of states over time. */
  static final Comparator<Version> BY_EVENT =
      Comparator.comparingLong(Version::event)
          .thenComparingLong(Version::known)
          .thenComparing(Version::version, NULLS_FIRST)
          .thenComparing(Version::tie, NULLS_FIRST);

  static Version of(Row fact) {
    return new Version(
        fact.getString(Facts.KEY),
        fact.getLong(Facts.EVENT),
        fact.getLong(Facts.KNOWN),
        fact.getString(Facts.VERSION),
        fact.getString(Facts.TIE),
        fact.getBoolean(Facts.GONE),
        fact.getList(Facts.NUMBERS),
        fact.getList(Facts.TEXTS));
  }
}
