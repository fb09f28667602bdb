package io.holdfast.identity.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * House number and street. Plain ones are the number (or {@code -}), the points of the compass and
 * kind of street (or {@code -}), and the words of its name.
 */
final class Streets implements Comparison {
  private static final String NONE = "-";
  private static final Set<String> COMPASS = Set.of("n", "s", "e", "w", "ne", "nw", "se", "sw");
  private static final Set<String> KINDS =
      Set.of(
          "st", "av", "rd", "dr", "bd", "ln", "ct", "cr", "cct", "cir", "pl", "plz", "tce", "pkwy",
          "hwy", "sq", "cl", "gr", "pde", "wy", "trl", "rue", "via");

  /** What follows is a part of the house. */
  private static final Set<String> WITHIN =
      Set.of(
          "suite",
          "ste",
          "apt",
          "apartment",
          "unit",
          "floor",
          "fl",
          "room",
          "rm",
          "building",
          "bldg",
          "site",
          "office",
          "level",
          "appartement",
          "stock",
          "etage");

  private final ShortWords shortWords = ShortWords.of("street");

  @Override
  public String plain(String text) {
    String number = NONE;
    String compass = NONE;
    List<String> name = new ArrayList<>();
    List<String> words = parted(text);
    for (int i = 0; i < words.size(); i++) {
      String word = shortWords.full(words.get(i));
      boolean first = i == 0;
      boolean named = !name.isEmpty();
      if (i > 1 && (WITHIN.contains(word) || (named && !number.equals(NONE) && isHouse(word)))) {
        break;
      } else if (number.equals(NONE) && isHouse(word) && (first || i == words.size() - 1)) {
        number = word.replaceFirst("^0+(?=\\d)", "");
      } else if (COMPASS.contains(word) && compass.equals(NONE) && words.size() > 2) {
        compass = word;
      } else if (!KINDS.contains(word)) {
        name.add(word.replaceFirst("^(\\d+)(?:st|nd|rd|th)$", "$1"));
      }
    }
    if (name.isEmpty()) {
      words.stream().map(shortWords::full).filter(w -> !isHouse(w)).forEach(name::add);
    }
    return name.isEmpty() ? "" : number + " " + compass + " " + String.join(" ", name);
  }

  /** Words, a range of numbers as its first one, and a street that is one word with its kind. */
  private List<String> parted(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Words.of(text.replaceFirst("^\\s*(\\d+)\\s*[-–/]\\s*\\d+\\b", "$1"))) {
      words.add(word.replaceFirst("(?<=\\p{L}{3})(?:strasse|str|straat)$", ""));
    }
    return words;
  }

  private static boolean isHouse(String word) {
    return word.matches("\\d+\\p{L}?");
  }

  /**
   * The street's name, by the words it shares; less when the numbers differ (a slip .6, else .3),
   * when one has none (.85) and when they lie on different sides (.4).
   */
  @Override
  public double likeness(String left, String right) {
    if (left.equals(right)) {
      return 1;
    }
    String[] one = left.split(" ", 3);
    String[] other = right.split(" ", 3);
    return number(one[0], other[0]) * compass(one[1], other[1]) * name(one[2], other[2]);
  }

  /** One that holds all of the other, as {@code martin luther king} does {@code king}, is near. */
  private static double name(String one, String other) {
    if (one.equals(other)) {
      return 1;
    }
    Alignment words = new Alignment(words(one), words(other), String::length);
    return Math.max(words.dice(), .9 * words.overlap());
  }

  private static String[] words(String name) {
    return name.isEmpty() ? new String[0] : name.split(" ", -1);
  }

  private static double number(String one, String other) {
    if (one.equals(other)) {
      return one.equals(NONE) ? .9 : 1;
    }
    if (one.equals(NONE) || other.equals(NONE)) {
      return .85;
    }
    return Edits.between(one, other, 1) == 1 ? .6 : .3;
  }

  private static double compass(String one, String other) {
    return one.equals(other) ? 1 : one.equals(NONE) || other.equals(NONE) ? .97 : .4;
  }
}
