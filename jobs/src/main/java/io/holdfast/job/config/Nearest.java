package io.holdfast.job.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class Nearest {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  /** The known name closest to the one given, when it is close enough to be a slip. */
  public static Optional<String> to(String given, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> DISTANCE.apply(given, name))
                .thenComparing(n -> n))
        .filter(name -> DISTANCE.apply(given, name) <= Math.max(2, given.length() / 3));
  }

  /** " Did you mean X?" or " Known: A, B." */
  public static String hint(String given, Collection<String> known) {
    return to(given, known)
        .map(name -> " Did you mean '%s'?".formatted(name))
        .orElseGet(
            () -> " Known: %s.".formatted(String.join(", ", known.stream().sorted().toList())));
  }

  private Nearest() {}
}
