package io.holdfast.job.step;

import java.time.LocalDate;
import java.util.List;

/**
 * What a backfill changes.
 *
 * @param days that it builds
 * @param rows of all these days
 * @param moved features whose distribution over these days is another than over those released, the
 *     one that moved most first
 * @param added features that released days get
 * @param scores of the run's day that would change by more than a hundredth
 * @param scored scores of the run's day; 0 when that day is not built
 */
public record BackfillImpact(
    List<LocalDate> days,
    long rows,
    List<Moved> moved,
    List<Moved> added,
    long scores,
    long scored) {
  /** Nothing is to be built. */
  public static final BackfillImpact NONE =
      new BackfillImpact(List.of(), 0, List.of(), List.of(), 0, 0);

  /**
   * How a feature lies over the days that are built, and over those that are released.
   *
   * @param stability population stability index of the two; not a number where one is empty
   * @param known share of rows where it is known
   * @param mean over the rows where it is known; not a number where there are none
   * @param knownBefore likewise over the released days
   * @param meanBefore likewise over the released days
   */
  public record Moved(
      String feature,
      double stability,
      double known,
      double mean,
      double knownBefore,
      double meanBefore) {}
}
