package io.holdfast.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Valence of words, phrases and faces, from -4 to 4; an inflected word is found by its stem. */
final class Lexicon {
  /** Words of the longest phrase. */
  static final int LONGEST = 4;

  private static final String RESOURCE = "lexicon.txt";

  private final Map<String, Double> valences;

  private Lexicon(Map<String, Double> valences) {
    this.valences = Map.copyOf(valences);
  }

  /** The lexicon that comes with Holdfast. */
  static Lexicon load() {
    try (InputStream in = Lexicon.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
  }

  /**
   * Lines of {@code valence: entry, entry}; those that start with # are comments.
   *
   * @throws IllegalArgumentException for a line without a valence from -4 to 4, or an entry that
   *     stands twice
   */
  static Lexicon parse(List<String> lines) {
    Map<String, Double> valences = new HashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(": ");
      double valence = colon < 0 ? Double.NaN : Double.parseDouble(line.substring(0, colon));
      if (!(Math.abs(valence) <= 4)) {
        throw new IllegalArgumentException(
            "Lexicon line '%s' should be a valence from -4 to 4, a colon and words"
                .formatted(line));
      }
      for (String entry : line.substring(colon + 2).split(", ", -1)) {
        if (valences.put(entry, valence) != null) {
          throw new IllegalArgumentException(
              "Lexicon entry '%s' stands twice; keep one".formatted(entry));
        }
      }
    }
    return new Lexicon(valences);
  }

  /** Valence of a phrase or face exactly as given, or null. */
  Double exactly(String entry) {
    return valences.get(entry);
  }

  /** Valence of a lower-case word or of its stem, or null. */
  Double of(String word) {
    return stems(word).map(valences::get).filter(found -> found != null).findFirst().orElse(null);
  }

  private static Stream<String> stems(String word) {
    int length = word.length();
    if (length < 5) {
      return length == 4 && word.endsWith("s")
          ? Stream.of(word, word.substring(0, 3))
          : Stream.of(word);
    }
    String less1 = word.substring(0, length - 1);
    String less2 = word.substring(0, length - 2);
    String less3 = word.substring(0, length - 3);
    if (word.endsWith("ies") || word.endsWith("ied") || word.endsWith("ily")) {
      return Stream.of(word, less3 + "y");
    }
    if (word.endsWith("es")) {
      return Stream.of(word, less1, less2);
    }
    if (word.endsWith("s") && !word.endsWith("ss")) {
      return Stream.of(word, less1);
    }
    if (word.endsWith("ed")) {
      return Stream.of(word, less2, less1, undoubled(less2));
    }
    if (word.endsWith("ing") && length > 5) {
      return Stream.of(word, less3, less3 + "e", undoubled(less3));
    }
    if (word.endsWith("ly")) {
      return Stream.of(word, less2, less1 + "e");
    }
    return Stream.of(word);
  }

  private static String undoubled(String stem) {
    int last = stem.length() - 1;
    return last > 1 && stem.charAt(last) == stem.charAt(last - 1) ? stem.substring(0, last) : stem;
  }
}
