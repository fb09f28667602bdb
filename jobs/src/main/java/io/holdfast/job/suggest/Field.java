package io.holdfast.job.suggest;

import java.util.List;
import java.util.SortedSet;

/**
 * One field of the records looked at.
 *
 * @param path the parts of its name
 * @param kind what its values look like; {@code TEXT} when there are none
 * @param records records looked at
 * @param filled records in which it is neither absent nor blank
 * @param distinct different values
 * @param form of its first value, letters and digits made equal; empty when there is none
 * @param few its different values when they are few and short, else empty
 */
public record Field(
    List<String> path,
    Kind kind,
    long records,
    long filled,
    long distinct,
    String form,
    SortedSet<String> few) {

  /** Dotted name. */
  public String name() {
    return String.join(".", path);
  }

  /** Whether no two records share its value and none lacks it. */
  boolean isKey() {
    return records > 0 && filled == records && distinct == records;
  }

  boolean isEmpty() {
    return filled == 0;
  }

  /** What it holds, without any value of it: {@code e-mail address, in 20 of 24 records}. */
  public String words() {
    if (isEmpty()) {
      return "always empty";
    }
    String kinds = kind == Kind.TEXT && !few.isEmpty() ? values() : kind.words();
    return filled == records ? kinds : "%s, in %d of %d records".formatted(kinds, filled, records);
  }

  private String values() {
    return distinct == 1 ? "always one text" : "one of %d texts".formatted(distinct);
  }
}
