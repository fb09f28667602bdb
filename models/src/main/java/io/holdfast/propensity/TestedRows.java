package io.holdfast.propensity;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Scores of snapshots and what happened after them, one array element each; {@code account} numbers
 * the accounts, whose snapshots are not independent of each other.
 */
public final class TestedRows {
  final int[] day;
  final int[] account;
  final double[] label;
  final double[] score;

  /**
   * @param day epoch day of each snapshot
   * @param account number of its account
   * @param label 1 when the outcome happened, else 0
   * @param score probability, or anything that rises with it
   */
  public TestedRows(int[] day, int[] account, double[] label, double[] score) {
    this.day = day;
    this.account = account;
    this.label = label;
    this.score = score;
  }

  static TestedRows none() {
    return new TestedRows(new int[0], new int[0], new double[0], new double[0]);
  }

  int size() {
    return day.length;
  }

  long positives() {
    return Arrays.stream(label).filter(l -> l > 0).count();
  }

  long accountsWithOutcome() {
    return java.util.stream.IntStream.range(0, size())
        .filter(i -> label[i] > 0)
        .map(i -> account[i])
        .distinct()
        .count();
  }

  TestedRows withScore(double[] other) {
    return new TestedRows(day, account, label, other);
  }

  /** The rows of the days for which {@code wanted} holds. */
  TestedRows on(IntPredicate wanted) {
    int[] rows =
        java.util.stream.IntStream.range(0, size()).filter(i -> wanted.test(day[i])).toArray();
    return new TestedRows(
        Arrays.stream(rows).map(i -> day[i]).toArray(),
        Arrays.stream(rows).map(i -> account[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> label[i]).toArray(),
        Arrays.stream(rows).mapToDouble(i -> score[i]).toArray());
  }

  TestedRows and(TestedRows more) {
    return new TestedRows(
        concat(day, more.day),
        concat(account, more.account),
        concat(label, more.label),
        concat(score, more.score));
  }

  private static int[] concat(int[] a, int[] b) {
    int[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  private static double[] concat(double[] a, double[] b) {
    double[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }
}
