package io.holdfast.identity.match;

import java.util.Arrays;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/** Pairs the words of two names, whatever their order, and sums what they say. */
final class Alignment {
  private final String[] left;
  private final String[] right;
  private final boolean[] usedLeft;
  private final boolean[] usedRight;
  private final ToDoubleFunction<String> weight;
  private final ToDoubleBiFunction<String, String> words;

  /** Weight of the pairs on both sides, each times its likeness. */
  private double shared;

  /** Weight of the words that one side has and the other lacks. */
  private double onlyLeft;

  private double onlyRight;

  /** Words that may differ by the slips allowed. */
  Alignment(String[] left, String[] right, ToDoubleFunction<String> weight) {
    this(left, right, weight, Edits::likeness);
  }

  Alignment(
      String[] left,
      String[] right,
      ToDoubleFunction<String> weight,
      ToDoubleBiFunction<String, String> words) {
    this.left = left;
    this.right = right;
    this.weight = weight;
    this.words = words;
    usedLeft = new boolean[left.length];
    usedRight = new boolean[right.length];
    equal();
    joined(left, usedLeft, right, usedRight);
    joined(right, usedRight, left, usedLeft);
    close();
    onlyLeft = rest(left, usedLeft);
    onlyRight = rest(right, usedRight);
  }

  double onlyLeft() {
    return onlyLeft;
  }

  double onlyRight() {
    return onlyRight;
  }

  /** Share of what both say that they share, 0 to 1. */
  double dice() {
    double all = total(left) + total(right);
    return all == 0 ? 0 : shared / all;
  }

  /** Share of what the shorter one says that is in the other, 0 to 1. */
  double overlap() {
    double least = Math.min(total(left), total(right));
    return least == 0 ? 0 : Math.min(1, shared / 2 / least);
  }

  private double total(String[] words) {
    return Arrays.stream(words).mapToDouble(weight).sum();
  }

  private void equal() {
    for (int i = 0; i < left.length; i++) {
      for (int j = 0; j < right.length; j++) {
        if (!usedLeft[i] && !usedRight[j] && left[i].equals(right[j])) {
          usedLeft[i] = true;
          usedRight[j] = true;
          shared += 2 * weight.applyAsDouble(left[i]);
        }
      }
    }
  }

  /** Two words of one that are written together in the other. */
  private void joined(String[] apart, boolean[] usedApart, String[] one, boolean[] usedOne) {
    for (int i = 0; i + 1 < apart.length; i++) {
      for (int j = 0; j < one.length && !usedApart[i] && !usedApart[i + 1]; j++) {
        String both = apart[i] + apart[i + 1];
        double likeness = usedOne[j] || both.length() < 4 ? 0 : Edits.likeness(both, one[j]);
        if (likeness > 0) {
          usedApart[i] = true;
          usedApart[i + 1] = true;
          usedOne[j] = true;
          shared += likeness * total(new String[] {apart[i], apart[i + 1], one[j]});
        }
      }
    }
  }

  /** Words that differ by slips, the closest pair first. */
  private void close() {
    while (true) {
      int bestLeft = -1;
      int bestRight = -1;
      double best = 0;
      for (int i = 0; i < left.length; i++) {
        for (int j = 0; j < right.length; j++) {
          double likeness = usedLeft[i] || usedRight[j] ? 0 : likeness(left[i], right[j]);
          if (likeness > best) {
            best = likeness;
            bestLeft = i;
            bestRight = j;
          }
        }
      }
      if (best == 0) {
        return;
      }
      usedLeft[bestLeft] = true;
      usedRight[bestRight] = true;
      shared +=
          best * (weight.applyAsDouble(left[bestLeft]) + weight.applyAsDouble(right[bestRight]));
    }
  }

  /** Numbers are never slips of one another. */
  private double likeness(String left, String right) {
    return isNumber(left) || isNumber(right) ? 0 : words.applyAsDouble(left, right);
  }

  static boolean isNumber(String word) {
    return Character.isDigit(word.charAt(0)) || Character.isDigit(word.charAt(word.length() - 1));
  }

  private double rest(String[] words, boolean[] used) {
    double sum = 0;
    for (int i = 0; i < words.length; i++) {
      sum += used[i] ? 0 : weight.applyAsDouble(words[i]);
    }
    return sum;
  }
}
