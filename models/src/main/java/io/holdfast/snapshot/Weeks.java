package io.holdfast.snapshot;

/** What the weeks of a window tell; they are counted back from its last day. */
final class Weeks {
  private static final int WEEK = 7;

  /** Weeks up to a day, without a break, in which anything happened. */
  static double streak(DaySums counts, int from, int to) {
    int weeks = 0;
    for (int end = to; end > from && counts.sum(end - WEEK + 1, end) > 0; end -= WEEK) {
      weeks++;
    }
    return weeks;
  }

  /** Least-squares change of a week's count from one week to the next. */
  static double slope(DaySums counts, int from, int to) {
    Line line = new Line();
    int week = 0;
    for (int end = from + WEEK - 1; end <= to; end += WEEK) {
      line.add(week, counts.sum(end - WEEK + 1, end));
      week++;
    }
    return line.slope();
  }

  private Weeks() {}
}
