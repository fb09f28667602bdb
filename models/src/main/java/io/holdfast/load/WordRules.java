package io.holdfast.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which words stand in a column, and in what shares. */
final class WordRules {
  private static final int FEW = 5;
  private static final int MANY = 20;
  private static final int TOLD = 3;
  private static final double RARE = 1e-4;

  /** What names things that come and go, new ones of which are no fault. */
  private static final Set<String> NAMES =
      Set.of("plan", "product", "name", "title", "owner", "segment", "campaign", "coupon", "team");

  static List<LoadFinding> of(Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    List<LoadFinding> found = new ArrayList<>();
    List<ColumnProfile> worded = past.stream().filter(c -> !c.words().isEmpty()).toList();
    if (NAMES.contains(column.column()) || Past.values(worded) < MANY) {
      return found;
    }
    unseen(now, column, worded)
        .or(() -> renamed(now, column, worded))
        .or(() -> shares(now, column, worded))
        .or(() -> crowded(now, column, worded))
        .ifPresent(found::add);
    return found;
  }

  private static Optional<LoadFinding> unseen(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    if (column.values() < FEW || column.words().isEmpty()) {
      return Optional.empty();
    }
    double share = unseen(column, past);
    double usual = 0;
    for (int i = 1; i < past.size(); i++) {
      usual = Math.max(usual, unseen(past.get(i), past.subList(0, i)));
    }
    if (share <= .3 || share <= 2 * usual + .1) {
      return Optional.empty();
    }
    Set<String> words = new TreeSet<>(column.words().keySet());
    words.removeAll(Past.shares(past).keySet());
    return Optional.of(
        LoadFinding.of(
            Kind.WORDS,
            now,
            column,
            "%.0f%% of its values never stood there before: %s",
            100 * share,
            words.stream().limit(TOLD).toList()));
  }

  /** A word that every delivery had is gone, and words that none had stand in its place. */
  private static Optional<LoadFinding> renamed(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    List<ColumnProfile> many = past.stream().filter(c -> c.values() >= MANY).toList();
    double fresh = unseen(column, past);
    if (many.size() < Past.FEW || column.values() < MANY || fresh == 0) {
      return Optional.empty();
    }
    for (var word : Past.shares(past).entrySet()) {
      double least = Past.least(Past.each(many, c -> share(c, word.getKey())));
      boolean isGone =
          share(column, word.getKey()) == 0
              && Math.pow(1 - least, (double) column.values()) < RARE
              && fresh > word.getValue() / 2;
      if (isGone) {
        return Optional.of(
            LoadFinding.of(
                Kind.WORDS,
                now,
                column,
                "'%s' had %.0f%% of its values and is gone, %.0f%% never stood there before",
                word.getKey(),
                100 * word.getValue(),
                100 * fresh));
      }
    }
    return Optional.empty();
  }

  /** One word for nearly all of values that are too few to have shares. */
  private static Optional<LoadFinding> crowded(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    if (past.size() < Past.FEW || column.values() >= MANY || column.words().isEmpty()) {
      return Optional.empty();
    }
    List<ColumnProfile> some = past.stream().filter(c -> c.values() >= FEW).toList();
    var word = Collections.max(column.words().entrySet(), Map.Entry.comparingByValue());
    double share = share(column, word.getKey());
    double most = Past.greatest(Past.each(some, c -> share(c, word.getKey())));
    double usual = Past.shares(past).getOrDefault(word.getKey(), 0.0);
    double chance =
        NumberRules.chance(word.getValue(), column.values(), Math.max(.02, 1.2 * usual));
    return share > .8 && most < .6 && chance < RARE / 10
        ? Optional.of(
            LoadFinding.of(
                Kind.SHARES,
                now,
                column,
                "%.0f%% are '%s', at most %.0f%% were before",
                100 * share,
                word.getKey(),
                100 * most))
        : Optional.empty();
  }

  private static double share(ColumnProfile column, String word) {
    return ColumnProfile.share(column.words().getOrDefault(word, 0L), column.values());
  }

  private static double unseen(ColumnProfile column, List<ColumnProfile> past) {
    Set<String> known = Past.shares(past).keySet();
    long unseen =
        column.words().entrySet().stream()
            .filter(word -> !known.contains(word.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return ColumnProfile.share(unseen, column.values());
  }

  private static Optional<LoadFinding> shares(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    if (past.size() < Past.FEW || column.values() < MANY || column.words().isEmpty()) {
      return Optional.empty();
    }
    double distance = distance(Past.shares(List.of(column)), Past.shares(past));
    double usual = 0;
    for (int i = 0; i < past.size(); i++) {
      if (past.get(i).values() >= FEW) {
        usual =
            Math.max(
                usual,
                distance(Past.shares(List.of(past.get(i))), Past.shares(Past.without(past, i))));
      }
    }
    if (distance <= .5 || distance <= 1.5 * usual + .1) {
      return Optional.empty();
    }
    String word = Collections.max(column.words().entrySet(), Map.Entry.comparingByValue()).getKey();
    double share = ColumnProfile.share(column.words().get(word), column.values());
    return Optional.of(
        LoadFinding.of(
            Kind.SHARES,
            now,
            column,
            "%.0f%% are '%s', usually %.0f%%",
            100 * share,
            word,
            100 * Past.shares(past).getOrDefault(word, 0.0)));
  }

  /** Half the sum of the differences: 0 for equal shares, 1 for no word in common. */
  private static double distance(Map<String, Double> a, Map<String, Double> b) {
    Set<String> words = new TreeSet<>(a.keySet());
    words.addAll(b.keySet());
    double sum = 0;
    for (String word : words) {
      sum += Math.abs(a.getOrDefault(word, 0.0) - b.getOrDefault(word, 0.0));
    }
    return sum / 2;
  }

  private WordRules() {}
}
