package io.holdfast.identity.match;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds legal forms at the ends of company names. */
final class LegalForms {
  /** A form that says nothing but that it is a company. */
  static final String ANY = "company";

  /** Words of the longest form. */
  private static final int LONGEST = 7;

  private static final String RESOURCE = "legal_forms.txt";
  private static final LegalForms SHARED = load();

  /** Letters of a form in which a slip is forgiven. */
  private static final int LONG = 11;

  private final Map<String, String> meanings;
  private final Map<Character, List<String>> longForms;

  private LegalForms(Map<String, String> meanings) {
    this.meanings = Map.copyOf(meanings);
    longForms =
        meanings.keySet().stream()
            .filter(form -> form.length() >= LONG)
            .sorted()
            .collect(Collectors.groupingBy(form -> form.charAt(0)));
  }

  /** The forms that come with Holdfast. */
  static LegalForms shared() {
    return SHARED;
  }

  /**
   * A name without its forms.
   *
   * @param words the rest; never empty where the name was not
   * @param forms what the forms mean, in order of the alphabet, without {@link #ANY}
   */
  record Bare(List<String> words, List<String> forms) {}

  /** Takes forms off the end and the beginning, the longest first, as long as words remain. */
  Bare strip(List<String> words) {
    TreeSet<String> found = new TreeSet<>();
    List<String> rest = words;
    boolean more = true;
    while (more) {
      int end = formAtEnd(rest, found);
      int start = end > 0 ? 0 : formAtStart(rest, found);
      rest = rest.subList(start, rest.size() - end);
      more = start + end > 0;
    }
    found.remove(ANY);
    return new Bare(rest, List.copyOf(found));
  }

  private int formAtEnd(List<String> words, Set<String> found) {
    for (int n = Math.min(LONGEST, words.size() - 1); n > 0; n--) {
      if (known(words.subList(words.size() - n, words.size()), found)) {
        return n;
      }
    }
    return 0;
  }

  private int formAtStart(List<String> words, Set<String> found) {
    for (int n = Math.min(LONGEST, words.size() - 1); n > 0; n--) {
      if (known(words.subList(0, n), found)) {
        return n;
      }
    }
    return 0;
  }

  private boolean known(List<String> words, Set<String> found) {
    String form = String.join(" ", words);
    String meaning = meanings.containsKey(form) ? meanings.get(form) : nearly(form);
    if (meaning != null) {
      found.add(meaning);
    }
    return meaning != null;
  }

  /** The meaning of a long form with one slip in it, or null. */
  private String nearly(String form) {
    if (form.length() < LONG) {
      return null;
    }
    for (String known : longForms.getOrDefault(form.charAt(0), List.of())) {
      if (Edits.between(form, known, 1) == 1) {
        return meanings.get(known);
      }
    }
    return null;
  }

  private static LegalForms load() {
    try (InputStream in = LegalForms.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return parse(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + RESOURCE, e);
    }
  }

  /**
   * Lines of {@code meaning: form, form}; those that start with # are comments.
   *
   * @throws IllegalArgumentException for a line without a colon, or a form that stands twice
   */
  static LegalForms parse(List<String> lines) {
    Map<String, String> meanings = new HashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int colon = line.indexOf(": ");
      if (colon < 0) {
        throw new IllegalArgumentException(
            "Line '%s' of the legal forms should be a meaning, a colon and forms".formatted(line));
      }
      for (String form : line.substring(colon + 2).split(", ", -1)) {
        if (meanings.put(form, line.substring(0, colon)) != null) {
          throw new IllegalArgumentException(
              "Legal form '%s' stands twice; keep one".formatted(form));
        }
      }
    }
    return new LegalForms(meanings);
  }
}
