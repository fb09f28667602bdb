package io.holdfast.identity.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of companies. Plain ones are the words that tell a company, a bar, and what its legal forms
 * mean.
 */
final class CompanyNames implements Comparison {
  private static final char BAR = '|';
  private static final Set<String> SAY_NOTHING = Set.of("and", "the", "of", "und", "et", "for");
  private static final Set<String> SAY_LITTLE =
      Set.of("group", "holding", "holdings", "international", "com", "net");
  private static final Map<String, String> ROMAN =
      Map.ofEntries(
          Map.entry("ii", "2"),
          Map.entry("iii", "3"),
          Map.entry("iv", "4"),
          Map.entry("vi", "6"),
          Map.entry("vii", "7"),
          Map.entry("viii", "8"),
          Map.entry("ix", "9"),
          Map.entry("xi", "11"),
          Map.entry("xii", "12"),
          Map.entry("xiii", "13"),
          Map.entry("xiv", "14"),
          Map.entry("xv", "15"),
          Map.entry("xvi", "16"),
          Map.entry("xx", "20"));

  private static final Pattern ORDINAL = Pattern.compile("\\d+(?:st|nd|rd|th)");

  /** Where capitals follow a small letter, as in {@code SiemensAG}. */
  private static final Pattern GLUED_FORM = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu}{2,}\\b)");

  private final ShortWords shortWords = ShortWords.of("company");

  @Override
  public String plain(String text) {
    String apart = GLUED_FORM.matcher(text).replaceFirst(" ");
    LegalForms.Bare bare = LegalForms.shared().strip(Words.of(apart));
    List<String> words = new ArrayList<>();
    for (int i = 0; i < bare.words().size(); i++) {
      String word = bare.words().get(i);
      if (!SAY_NOTHING.contains(word)) {
        words.add(shortWords.full(number(word, i > 0, i == bare.words().size() - 1)));
      }
    }
    List<String> told = words.isEmpty() ? bare.words() : words;
    return told.isEmpty() ? "" : String.join(" ", told) + BAR + String.join(" ", bare.forms());
  }

  /** Ordinals and Roman numbers as figures; I, V and X only at the end of a name. */
  private static String number(String word, boolean inside, boolean last) {
    if (ORDINAL.matcher(word).matches()) {
      return word.substring(0, word.length() - 2);
    }
    if (inside && last && word.length() == 1) {
      return word.equals("i") ? "1" : word.equals("v") ? "5" : word.equals("x") ? "10" : word;
    }
    return inside ? ROMAN.getOrDefault(word, word) : word;
  }

  /** The words that tell, of a plain name. */
  static String told(String plain) {
    int bar = plain.lastIndexOf(BAR);
    return bar < 0 ? plain : plain.substring(0, bar);
  }

  /**
   * Of names with the same words .9 to 1, more the more alike order, spaces and forms are. Others
   * by the weight of the words they share, slips counted off; a third off that when both say what
   * the other does not, and a tenth when one does.
   */
  @Override
  public double likeness(String left, String right) {
    if (left.equals(right)) {
      return 1;
    }
    String leftTold = told(left);
    String rightTold = told(right);
    double forms = forms(left, leftTold, right, rightTold);
    if (leftTold.equals(rightTold)) {
      return forms;
    }
    if (leftTold.replace(" ", "").equals(rightTold.replace(" ", ""))) {
      return .98 * forms;
    }
    String[] leftWords = leftTold.split(" ", -1);
    String[] rightWords = rightTold.split(" ", -1);
    if (initials(leftWords).equals(rightTold) || initials(rightWords).equals(leftTold)) {
      return .82 * forms;
    }
    Alignment words = new Alignment(leftWords, rightWords, CompanyNames::weight);
    double both = Math.min(words.onlyLeft(), words.onlyRight());
    double one = Math.max(words.onlyLeft(), words.onlyRight());
    double contradiction = both >= 2 ? .67 : one >= 3 ? .9 : 1;
    double numbers = sameNumbers(leftWords, rightWords) ? 1 : .7;
    return Math.min(.96, words.dice()) * contradiction * numbers * forms;
  }

  /** First letters of three words or more; else a text that no name is. */
  private static String initials(String[] words) {
    StringBuilder letters = new StringBuilder();
    for (String word : words) {
      letters.append(word.charAt(0));
    }
    return words.length < 3 ? "|" : letters.toString();
  }

  private static double forms(String left, String leftTold, String right, String rightTold) {
    String leftForms = left.substring(leftTold.length() + 1);
    String rightForms = right.substring(rightTold.length() + 1);
    return leftForms.equals(rightForms)
        ? 1
        : leftForms.isEmpty() || rightForms.isEmpty() ? .99 : .95;
  }

  private static boolean sameNumbers(String[] left, String[] right) {
    return Arrays.equals(numbers(left), numbers(right));
  }

  private static Object[] numbers(String[] words) {
    return Arrays.stream(words).filter(Alignment::isNumber).sorted().toArray();
  }

  private static double weight(String word) {
    return SAY_LITTLE.contains(word) ? 1 : Math.min(word.length(), 8);
  }
}
