package io.holdfast.identity.match;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a text apart into plain words: small letters from a to z and digits. */
final class Words {
  private static final Map<Character, String> LETTERS = letters();

  /**
   * The words of a text. Accents go, Cyrillic and Greek letters become Latin ones, letters of other
   * scripts stay. Dots and apostrophes within a word go, letters that stand alone are joined with
   * their neighbours: {@code J. P. Morgan's} is {@code jp morgans}.
   */
  static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean initials = false;
    for (String raw : folded(text).split(" ", -1)) {
      if (raw.isEmpty()) {
        continue;
      }
      boolean initial = raw.length() == 1 && Character.isLetter(raw.charAt(0));
      if (!(initial && initials)) {
        finish(word, words);
      }
      word.append(raw);
      initials = initial;
    }
    finish(word, words);
    return words;
  }

  private static void finish(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  /** Small letters, digits and single signs made of spaces. */
  private static String folded(String text) {
    String parts = plain(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
    StringBuilder out = new StringBuilder(parts.length() + 8);
    for (int i = 0; i < parts.length(); i++) {
      append(parts, i, out);
    }
    return out.toString();
  }

  private static void append(String parts, int i, StringBuilder out) {
    char c = Character.toLowerCase(parts.charAt(i));
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out.append(c);
    } else if (c == '&' || c == '+') {
      out.append(" and ");
    } else if (LETTERS.containsKey(c)) {
      out.append(LETTERS.get(c));
    } else if (c == '.') {
      out.append(betweenInitials(parts, i) ? "" : " ");
    } else if (Character.isLetterOrDigit(c)) {
      out.append(c);
    } else if (!joins(c)) {
      out.append(' ');
    }
  }

  /** Whether the dot stands after a letter that stands alone, as in {@code S.A.} */
  private static boolean betweenInitials(String text, int dot) {
    return dot > 0
        && Character.isLetter(text.charAt(dot - 1))
        && (dot == 1 || !Character.isLetterOrDigit(text.charAt(dot - 2)));
  }

  private static boolean joins(char c) {
    return c == '\'' || c == '’' || c == '‘' || c == '`' || c == '´' || isMark(c);
  }

  private static boolean isMark(char c) {
    return Character.getType(c) == Character.NON_SPACING_MARK;
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  private static Map<Character, String> letters() {
    Map<Character, String> map = new HashMap<>();
    pairs(map, "ßssøoæaeœoełlđdðdþthıiŋnħhʻ ʼ ");
    map.put('ʻ', "");
    map.put('ʼ', "");
    String cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѓќѕқғңүұһөә";
    String[] latin =
        ("a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia i i ie g u j"
                + " lj nj c dj dz g k z k g n u u h o a")
            .split(" ", -1);
    for (int i = 0; i < latin.length; i++) {
      map.put(cyrillic.charAt(i), latin[i].equals("-") ? "" : latin[i]);
    }
    String greek = "αβγδεζηθικλμνξοπρσςτυφχψω";
    String[] roman = "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(" ", -1);
    for (int i = 0; i < roman.length; i++) {
      map.put(greek.charAt(i), roman[i]);
    }
    return Map.copyOf(map);
  }

  /** Pairs of a letter and the plain letters, one or two, that follow it. */
  private static void pairs(Map<Character, String> map, String text) {
    int i = 0;
    while (i < text.length()) {
      int end = i + 1;
      while (end < text.length() && text.charAt(end) < 128) {
        end++;
      }
      map.put(text.charAt(i), text.substring(i + 1, end).trim());
      i = end;
    }
  }

  private Words() {}
}
