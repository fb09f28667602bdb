package io.holdfast.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One version of a record as plain values, for what goes over versions one by one. Times are
 * microseconds since 1970.
 *
 * @param tie what tells versions apart that are equal in all else
 * @param spoken bits of the numbers, then of the texts, that it speaks of; {@link #WHOLE}: of all
 */
public record Version(
    String key,
    long event,
    long known,
    String version,
    String tie,
    boolean gone,
    long spoken,
    List<Long> numbers,
    List<String> texts) {
  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  public static final long WHOLE = -1;

  /** The order of {@link Versions}: the last one counts. */
  public static final Comparator<Version> BY_VERSION =
      Comparator.comparing(Version::version, NULLS_FIRST)
          .thenComparingLong(Version::known)
          .thenComparingLong(Version::event)
          .thenComparing(Version::tie, NULLS_FIRST);

  public static final Comparator<Version> BY_KNOWN =
      Comparator.comparingLong(Version::known).thenComparing(BY_VERSION);

  public boolean whole() {
    return spoken == WHOLE;
  }

  /** The state that it makes of the one before it, where it speaks of a part. */
  public Version after(Version before) {
    if (whole() || before == null) {
      return this;
    }
    List<Long> all = new ArrayList<>(before.numbers());
    for (int i = 0; i < all.size(); i++) {
      if (speaks(i)) {
        all.set(i, numbers.get(i));
      }
    }
    List<String> words = new ArrayList<>(before.texts());
    for (int i = 0; i < words.size(); i++) {
      if (speaks(all.size() + i)) {
        words.set(i, texts.get(i));
      }
    }
    return new Version(
        key, event, known, version, tie, before.gone(), before.spoken() | spoken, all, words);
  }

  private boolean speaks(int bit) {
    return (spoken & (1L << bit)) != 0;
  }
}
