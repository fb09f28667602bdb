package io.holdfast.conform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Everything that is wrong with one record of configuration. */
final class Complaints {
  private final List<String> all = new ArrayList<>();

  void add(String complaint) {
    all.add(complaint);
  }

  void addAll(String place, List<String> complaints) {
    complaints.forEach(complaint -> all.add(place + " " + complaint));
  }

  void throwIfAny() {
    if (!all.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", all));
    }
  }

  /** "did you mean X?" for the known name nearest to the one given, else all known names. */
  static String hint(String given, Collection<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance.apply(given, name))
                .thenComparing(name -> name))
        .filter(name -> distance.apply(given, name) <= Math.max(2, given.length() / 3))
        .map(name -> "did you mean '%s'?".formatted(name))
        .orElseGet(() -> "known: " + String.join(", ", known.stream().sorted().toList()));
  }
}
