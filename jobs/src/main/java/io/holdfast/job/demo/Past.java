package io.holdfast.job.demo;

import java.util.List;

/** What became of an account. */
final class Past {
  private final Profile profile;
  private final long[] mrr;
  private final List<Integer> ends;
  private final List<Life.Moment> monthEnds;

  /**
   * @param mrr minor units at the end of each day, 0 while it does not pay
   * @param ends days on which a contract ended
   */
  Past(Profile profile, long[] mrr, List<Integer> ends, List<Life.Moment> monthEnds) {
    this.profile = profile;
    this.mrr = mrr;
    this.ends = ends;
    this.monthEnds = monthEnds;
  }

  Profile profile() {
    return profile;
  }

  List<Life.Moment> monthEnds() {
    return monthEnds;
  }

  boolean endsWithin(int day, int horizon) {
    return ends.stream().anyMatch(end -> end > day && end <= day + horizon);
  }

  /** Whether MRR is 5% or more above that of a day on any of the days after it. */
  boolean growsWithin(int day, int horizon) {
    for (int later = day + 1; later <= day + horizon; later++) {
      if (mrr[later] * 100 >= mrr[day] * 105) {
        return true;
      }
    }
    return false;
  }
}
