package io.holdfast.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A word or face of a text.
 *
 * @param text in lower case; every negation is {@code not}
 * @param shouted whether it is written in capitals
 * @param endsClause whether punctuation follows that ends the reach of a negation
 * @param endsSentence whether a sentence ends with it
 */
record Token(String text, boolean shouted, boolean endsClause, boolean endsSentence) {
  static final String NOT = "not";

  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "never",
          "cannot",
          "cant",
          "dont",
          "doesnt",
          "didnt",
          "wont",
          "isnt",
          "wasnt",
          "arent",
          "werent",
          "couldnt",
          "wouldnt",
          "shouldnt",
          "hasnt",
          "havent",
          "hadnt",
          "aint",
          "neither",
          "nor",
          "without",
          "hardly",
          "scarcely",
          "rarely",
          "seldom",
          "nowhere");

  private static final Pattern BREAKS =
      Pattern.compile("(?<=[\\p{L}\\d])([,;!?)(\"]+|\\.{2,})(?=\\p{L})");
  private static final Pattern EDGES = Pattern.compile("^[^\\p{L}\\d]+|[^\\p{L}\\d]+$");
  private static final Pattern SYMBOLS =
      Pattern.compile("([\\x{2600}-\\x{27BF}\\x{1F300}-\\x{1FAFF}])");

  static List<Token> of(String text, Lexicon lexicon) {
    String spaced = SYMBOLS.matcher(text.replace('’', '\'')).replaceAll(" $1 ");
    List<Token> tokens = new ArrayList<>();
    for (String chunk : BREAKS.matcher(spaced).replaceAll("$1 ").split("\\s+", -1)) {
      String lower = chunk.toLowerCase(Locale.ROOT);
      if (lower.startsWith("http") || lower.startsWith("www.") || lower.startsWith("@")) {
        continue;
      }
      String word = EDGES.matcher(lower).replaceAll("");
      if (lexicon.exactly(lower) != null && !lower.equals(word)) {
        tokens.add(new Token(lower, false, true, true));
      } else if (!word.isEmpty()) {
        tokens.add(word(chunk, word));
      }
    }
    return tokens;
  }

  private static Token word(String chunk, String word) {
    String tail = chunk.substring(chunk.toLowerCase(Locale.ROOT).lastIndexOf(word) + word.length());
    boolean endsSentence = tail.matches(".*[.!?].*");
    boolean negation = NEGATIONS.contains(word) || word.endsWith("n't");
    String plain = word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    return new Token(
        negation ? NOT : plain,
        word.length() > 1
            && chunk.equals(chunk.toUpperCase(Locale.ROOT))
            && !chunk.equals(chunk.toLowerCase(Locale.ROOT)),
        endsSentence || tail.matches(".*[,;:)].*"),
        endsSentence);
  }
}
