package io.holdfast.sentiment;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Sentiment of English text from -1 (bad) to 1 (good) by a lexicon and a few rules of speech, after
 * Hutto and Gilbert, "VADER" (ICWSM 2014), with a lexicon and weights of our own. Safe for threads.
 */
public final class SentimentScorer {
  private static final int REACH = 3;
  private static final double FLIPPED = -.74;

  /** "Not bad" is less than good. */
  private static final double FLIPPED_BAD = -.5;

  private static final double STRONGER = .35;
  private static final double SHOUTED = .7;
  private static final double EXCLAMATION = .3;
  private static final double SATURATION = 15;
  private static final int WORDS_TO_TELL_THE_LANGUAGE = 6;

  private static final Map<String, Double> BOOSTERS = new java.util.HashMap<>();

  static {
    for (String more :
        List.of(
            "very",
            "really",
            "extremely",
            "so",
            "super",
            "absolutely",
            "totally",
            "completely",
            "incredibly",
            "amazingly",
            "highly",
            "truly",
            "deeply",
            "especially",
            "particularly",
            "exceptionally",
            "remarkably",
            "insanely",
            "ridiculously",
            "terribly",
            "awfully",
            "fucking",
            "damn",
            "most",
            "more",
            "much",
            "such",
            "too",
            "entirely",
            "fully",
            "thoroughly",
            "utterly",
            "perfectly",
            "seriously",
            "constantly",
            "always",
            "real",
            "big",
            "huge",
            "major",
            "severe",
            "severely")) {
      BOOSTERS.put(more, STRONGER);
    }
    for (String less :
        List.of(
            "slightly",
            "somewhat",
            "bit",
            "little",
            "kinda",
            "sorta",
            "fairly",
            "partly",
            "partially",
            "barely",
            "almost",
            "nearly",
            "marginally",
            "mostly",
            "rather",
            "less",
            "minor",
            "occasionally",
            "sometimes")) {
      BOOSTERS.put(less, -STRONGER);
    }
    BOOSTERS.put("pretty", .1);
    BOOSTERS.put("quite", .1);
  }

  private static final Set<String> TURNS = Set.of("but", "however", "except", "though");

  /** Function words that other languages do not share. */
  private static final Set<String> ENGLISH =
      Set.of(
          "the", "and", "to", "of", "is", "it", "you", "that", "for", "this", "with", "are", "have",
          "be", "i'm", "we", "our", "your", "my", "they", "from", "when", "what", "there", "would",
          "could", "can", "has", "had", "if", "which", "their", "will", "how", "been", "its",
          "it's", "than", "then", "who", "very", "just", "at", "by", "on", "out", "not", "but",
          "or", "as", "i", "one", "like", "get", "all", "up", "no", "some", "more", "into", "about",
          "too");

  private final Lexicon lexicon;

  SentimentScorer(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  /** The scorer with the lexicon that comes with Holdfast, read once for each JVM. */
  public static SentimentScorer shared() {
    return Shared.SCORER;
  }

  private static final class Shared {
    static final SentimentScorer SCORER = new SentimentScorer(Lexicon.load());
  }

  /** The score; empty for null, for text without words, and for text that is not English. */
  public OptionalDouble score(String text) {
    if (text == null) {
      return OptionalDouble.empty();
    }
    List<Token> tokens = Token.of(text, lexicon);
    if (tokens.isEmpty() || isForeign(tokens)) {
      return OptionalDouble.empty();
    }
    double sum = sum(tokens);
    long marks = Math.min(4, text.chars().filter(c -> c == '!').count());
    sum += Math.signum(sum) * marks * EXCLAMATION;
    return OptionalDouble.of(sum / Math.sqrt(sum * sum + SATURATION));
  }

  private boolean isForeign(List<Token> tokens) {
    return tokens.size() >= WORDS_TO_TELL_THE_LANGUAGE
        && tokens.stream().map(Token::text).noneMatch(ENGLISH::contains)
        && tokens.stream().map(Token::text).filter(t -> lexicon.of(t) != null).distinct().count()
            < 2;
  }

  private double sum(List<Token> tokens) {
    boolean allShouted = tokens.stream().allMatch(Token::shouted);
    double sum = 0;
    double clause = 0;
    int at = 0;
    while (at < tokens.size()) {
      Token token = tokens.get(at);
      if (TURNS.contains(token.text())) {
        clause *= .5;
      }
      int words = phrase(tokens, at);
      clause += valued(tokens, at, words, allShouted) * (turned(tokens, at) ? 1.4 : 1);
      at += words;
      if (tokens.get(at - 1).endsSentence()) {
        sum += clause;
        clause = 0;
      }
    }
    return sum + clause;
  }

  /** Words of the longest entry that starts here; 1 when there is none. */
  private int phrase(List<Token> tokens, int at) {
    StringBuilder text = new StringBuilder(tokens.get(at).text());
    int longest = 1;
    for (int n = 2; n <= Lexicon.LONGEST && at + n <= tokens.size(); n++) {
      if (tokens.get(at + n - 2).endsClause()) {
        break;
      }
      text.append(' ').append(tokens.get(at + n - 1).text());
      longest = lexicon.exactly(text.toString()) == null ? longest : n;
    }
    return longest;
  }

  private double valued(List<Token> tokens, int at, int words, boolean allShouted) {
    double valence = valence(tokens, at, words);
    if (valence == 0) {
      return 0;
    }
    double sign = Math.signum(valence);
    double size = Math.abs(valence);
    if (tokens.get(at).shouted() && !allShouted) {
      size += SHOUTED;
    }
    boolean negated = false;
    for (int back = 1; back <= REACH && at - back >= 0; back++) {
      Token before = tokens.get(at - back);
      if (before.endsClause() || TURNS.contains(before.text())) {
        break;
      }
      size += BOOSTERS.getOrDefault(before.text(), 0.0) * (1.05 - .05 * back);
      negated |= before.text().equals(Token.NOT) || (back == 1 && before.text().equals("no"));
    }
    size = Math.max(size, 0);
    return sign * size * (negated ? sign > 0 ? FLIPPED : FLIPPED_BAD : 1);
  }

  private double valence(List<Token> tokens, int at, int words) {
    if (words > 1) {
      StringBuilder text = new StringBuilder(tokens.get(at).text());
      for (int i = 1; i < words; i++) {
        text.append(' ').append(tokens.get(at + i).text());
      }
      return lexicon.exactly(text.toString());
    }
    String word = tokens.get(at).text();
    boolean leadsOn = BOOSTERS.containsKey(word) || word.equals("no");
    if (leadsOn && !tokens.get(at).endsClause() && at + 1 < tokens.size()) {
      Double next = lexicon.of(tokens.get(at + 1).text());
      if (next != null && next != 0) {
        return 0;
      }
    }
    Double found = lexicon.of(word);
    return found == null ? 0 : found;
  }

  /** Whether a "but" stands before this word in its sentence. */
  private static boolean turned(List<Token> tokens, int at) {
    for (int i = at - 1; i >= 0 && !tokens.get(i).endsSentence(); i--) {
      if (TURNS.contains(tokens.get(i).text())) {
        return true;
      }
    }
    return false;
  }
}
