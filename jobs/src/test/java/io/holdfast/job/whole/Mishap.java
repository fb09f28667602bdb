package io.holdfast.job.whole;

import java.util.Set;
import java.util.function.BiConsumer;

/**
 * One way in which a delivery goes wrong, or only looks as if it did.
 *
 * @param name what happened, in words
 * @param right verdicts of the night that are right
 * @param because why they are
 * @param when the day on which it happens
 * @param isOther whether the figures are rightly other than those of the clean night
 * @param change what becomes of the day's files; the second argument gives other days
 */
record Mishap(
    String name,
    Set<Verdict> right,
    String because,
    When when,
    boolean isOther,
    BiConsumer<BrightFiles, BrightCompany> change) {

  /** What a night did. */
  enum Verdict {
    /** Released, all of it as good as ever. */
    FRESH,
    /** The same, but some records were rejected. */
    QUARANTINED,
    /** Released; what it touches says that it is stale. */
    DEGRADED,
    /** Nothing was released, and exit code 3 says why. */
    HELD,
    /** Nothing was released, for an error that is no gate's. */
    FAILED
  }

  /** The days of trials. */
  enum When {
    WEDNESDAY,
    SUNDAY
  }

  static Mishap mishap(
      String name,
      Set<Verdict> right,
      String because,
      BiConsumer<BrightFiles, BrightCompany> change) {
    return new Mishap(name, right, because, When.WEDNESDAY, false, change);
  }

  static Mishap held(String name, String because, BiConsumer<BrightFiles, BrightCompany> change) {
    return mishap(name, Set.of(Verdict.HELD), because, change);
  }

  /** Either is right: nobody is told a wrong figure as a fresh one. */
  static Mishap caught(String name, String because, BiConsumer<BrightFiles, BrightCompany> change) {
    return mishap(name, Set.of(Verdict.HELD, Verdict.DEGRADED), because, change);
  }

  static Mishap harmless(String name, String because, BiConsumer<BrightFiles, BrightCompany> to) {
    return mishap(name, Set.of(Verdict.FRESH), because, to);
  }

  Mishap on(When day) {
    return new Mishap(name, right, because, day, isOther, change);
  }

  Mishap withOtherFigures() {
    return new Mishap(name, right, because, when, true, change);
  }
}
