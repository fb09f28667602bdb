package io.holdfast.identity.match;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Given names, family names, or both together. */
final class PersonNames implements Comparison {
  private static final Set<String> TITLES =
      Set.of("mr", "mrs", "ms", "miss", "dr", "prof", "sir", "herr", "frau", "president", "sheikh");

  @Override
  public String plain(String text) {
    List<String> words = new ArrayList<>();
    for (String word : Words.of(text)) {
      if (!TITLES.contains(word)) {
        words.add(word);
      }
    }
    return String.join(" ", words);
  }

  /** Of single names by their slips; of more by the names they share, an initial nearly a name. */
  @Override
  public double likeness(String left, String right) {
    if (left.equals(right)) {
      return 1;
    }
    if (left.indexOf(' ') < 0 && right.indexOf(' ') < 0) {
      return single(left, right);
    }
    if (left.replace(" ", "").equals(right.replace(" ", ""))) {
      return .98;
    }
    Alignment names =
        new Alignment(
            left.split(" ", -1), right.split(" ", -1), String::length, PersonNames::single);
    double both = Math.min(names.onlyLeft(), names.onlyRight());
    double one = Math.max(names.onlyLeft(), names.onlyRight());
    return names.overlap() * (both > 1 ? .75 : 1) * (one > 0 ? .96 : 1);
  }

  private static double single(String left, String right) {
    if (left.length() == 1 || right.length() == 1) {
      return left.charAt(0) == right.charAt(0) ? .8 : 0;
    }
    return Edits.ratio(left, right);
  }
}
