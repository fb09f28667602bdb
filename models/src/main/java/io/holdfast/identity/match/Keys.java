package io.holdfast.identity.match;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One kind of key that records are compared by. */
final class Keys implements Serializable {

  /** A part of it: the place of the field, and what of it. */
  private record Piece(int field, boolean company, MatchRules.Part part) implements Serializable {}

  private final List<Piece> pieces;

  private Keys(List<Piece> pieces) {
    this.pieces = pieces;
  }

  /**
   * From parts such as {@code name:sound}.
   *
   * @throws IllegalArgumentException for a field that is not there, or a part that is none
   */
  static Keys of(List<String> parts, List<MatchRules.Field> fields) {
    return new Keys(parts.stream().map(part -> piece(part, fields)).toList());
  }

  private static Piece piece(String text, List<MatchRules.Field> fields) {
    String[] halves = text.split(":", 2);
    String part = halves.length == 1 ? "all" : halves[1];
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(halves[0])) {
        for (MatchRules.Part known : MatchRules.Part.values()) {
          if (known.name().toLowerCase(Locale.ROOT).equals(part)) {
            return new Piece(i, fields.get(i).kind() == MatchRules.Kind.COMPANY, known);
          }
        }
        throw new IllegalArgumentException(
            "block part '%s': '%s' should be all, first, words, sound, start, end or number"
                .formatted(text, part));
      }
    }
    throw new IllegalArgumentException(
        "block part '%s' names no field; fields are %s"
            .formatted(text, fields.stream().map(MatchRules.Field::name).toList()));
  }

  /** The keys of a record, none when it lacks a part. */
  Set<String> of(List<String> plain) {
    Set<String> keys = Set.of("");
    for (Piece piece : pieces) {
      String text = plain.get(piece.field());
      List<String> parts =
          text.isEmpty()
              ? List.of()
              : parts(piece.company() ? CompanyNames.told(text) : text, piece.part());
      Set<String> longer = new LinkedHashSet<>();
      for (String key : keys) {
        for (String part : parts) {
          longer.add(key + '\t' + part);
        }
      }
      keys = longer;
    }
    return keys;
  }

  private static List<String> parts(String text, MatchRules.Part part) {
    return switch (part) {
      case ALL -> List.of(text);
      case WORDS -> words(text);
      case FIRST -> filled(first(text));
      case SOUND -> filled(sound(first(text)));
      case START -> filled(text.replace(" ", ""), 0, 4);
      case END -> filled(text, text.length() - 4, text.length());
      case NUMBER -> filled(number(text));
    };
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      if (word.length() > 1) {
        words.add(word);
      }
    }
    return words;
  }

  private static String first(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space);
  }

  private static String number(String text) {
    for (String word : text.split(" ", -1)) {
      if (Character.isDigit(word.charAt(0))) {
        return word;
      }
    }
    return "";
  }

  private static List<String> filled(String part) {
    return part.isEmpty() ? List.of() : List.of(part);
  }

  private static List<String> filled(String text, int from, int to) {
    return text.length() < 3
        ? List.of()
        : List.of(text.substring(Math.max(0, from), Math.min(to, text.length())));
  }

  /** The first letter and the next three consonants that differ, those that sound alike as one. */
  static String sound(String word) {
    String codes = "01230120022455012623010202";
    StringBuilder out = new StringBuilder();
    char last = '0';
    for (int i = 0; i < word.length() && out.length() < 4; i++) {
      char letter = word.charAt(i);
      char code = letter >= 'a' && letter <= 'z' ? codes.charAt(letter - 'a') : letter;
      if (out.isEmpty() || (code != '0' && code != last)) {
        out.append(out.isEmpty() ? letter : code);
      }
      last = code;
    }
    return out.toString();
  }
}
