package io.holdfast.identity.match;

import io.holdfast.identity.match.MatchRules.Field;
import io.holdfast.identity.match.MatchRules.Level;
import java.io.Serializable;
import java.util.List;

/**
 * Compares two records by rules. What comes of it is a pattern: three bits a field, 0 where one of
 * the two lacks it, else the place of the level reached, from 1; the next one after the last level
 * when none is.
 */
final class Matcher implements Serializable {
  private static final int BITS = 3;

  private final MatchRules rules;
  private final List<Comparison> comparisons;
  private final List<Keys> blocks;

  Matcher(MatchRules rules) {
    this.rules = rules;
    comparisons = rules.fields().stream().map(field -> Comparison.of(field.kind())).toList();
    blocks = rules.blocks().stream().map(parts -> Keys.of(parts, rules.fields())).toList();
  }

  MatchRules rules() {
    return rules;
  }

  /** The plain text of a field, empty when there is none or it is a placeholder. */
  String plain(int field, String text) {
    if (text == null || text.isBlank()) {
      return "";
    }
    List<String> placeholders = rules.fields().get(field).placeholders();
    for (int i = 0; i < placeholders.size(); i++) {
      if (placeholders.get(i).equalsIgnoreCase(text.trim())) {
        return "";
      }
    }
    return comparisons.get(field).plain(text);
  }

  /** Takes the place of a block and a key. */
  interface KeySink {
    void accept(int block, String key);
  }

  /** Gives each key of a record. */
  void keys(List<String> plain, KeySink sink) {
    for (int i = 0; i < blocks.size(); i++) {
      for (String key : blocks.get(i).of(plain)) {
        sink.accept(i, key);
      }
    }
  }

  long pattern(List<String> left, List<String> right) {
    long pattern = 0;
    for (int i = 0; i < comparisons.size(); i++) {
      pattern |= (long) level(i, left.get(i), right.get(i)) << (BITS * i);
    }
    return pattern;
  }

  private int level(int field, String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return 0;
    }
    double likeness = comparisons.get(field).likeness(left, right);
    List<Level> levels = rules.fields().get(field).levels();
    int level = 0;
    while (level < levels.size() && likeness < levels.get(level).atLeast()) {
      level++;
    }
    return level + 1;
  }

  static int levelOf(long pattern, int field) {
    return (int) (pattern >> (BITS * field)) & 7;
  }

  /** The sum of weights, prior included. */
  double bits(long pattern) {
    double bits = rules.prior();
    for (int i = 0; i < rules.fields().size(); i++) {
      Field field = rules.fields().get(i);
      int level = levelOf(pattern, i);
      if (level > 0) {
        bits +=
            level > field.levels().size()
                ? field.otherwise()
                : field.levels().get(level - 1).bits();
      }
    }
    return bits;
  }

  /** Probability that both are the same, to six places. */
  double score(long pattern) {
    double odds = Math.pow(2, bits(pattern));
    return Double.isInfinite(odds) ? 1 : Math.rint(odds / (1 + odds) * 1e6) / 1e6;
  }

  /** Such as {@code name same, street close, phone differs}; same: the closest level. */
  String evidence(long pattern) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < rules.fields().size(); i++) {
      Field field = rules.fields().get(i);
      int level = levelOf(pattern, i);
      if (level > 0) {
        words.append(words.isEmpty() ? "" : ", ").append(field.name().replace('_', ' '));
        words.append(level > field.levels().size() ? " differs" : level == 1 ? " same" : " close");
      }
    }
    return words.toString();
  }
}
