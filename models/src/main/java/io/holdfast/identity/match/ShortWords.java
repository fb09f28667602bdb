package io.holdfast.identity.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Short ways of writing a word, such as {@code intl} or {@code avenue}. */
final class ShortWords implements Serializable {
  private static final String RESOURCE = "short_words.txt";

  private final Map<String, String> words;

  private ShortWords(Map<String, String> words) {
    this.words = words;
  }

  /** Those that come with Holdfast for {@code company} names or a {@code street}. */
  static ShortWords of(String kind) {
    String start = kind + " ";
    try (InputStream in = ShortWords.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new ShortWords(
          lines
              .lines()
              .filter(line -> line.startsWith(start))
              .map(line -> line.substring(start.length()).split(": ", 2))
              .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1])));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
  }

  /** The word that stands for this one, or itself. */
  String full(String word) {
    return words.getOrDefault(word, word);
  }
}
