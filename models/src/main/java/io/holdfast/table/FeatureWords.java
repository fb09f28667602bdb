package io.holdfast.table;

import java.io.Serializable;

/**
 * What people and models need to know of a feature, from {@code metrics.yaml}.
 *
 * @param name column of customer_360
 * @param label in words, such as {@code sign-ins in the last 28 days}
 * @param unit what one of it is, such as {@code sign-ins}, {@code days}, {@code USD}, {@code %}
 * @param direction {@code good}, {@code bad} or {@code neutral} when it rises
 * @param group what it belongs to, such as {@code usage}, {@code support}, {@code billing}
 * @param trains whether models may use it
 * @param actionable whether somebody can do something about it; others never lead the reasons
 * @param told how a reason tells of it
 */
public record FeatureWords(
    String name,
    String label,
    String unit,
    String direction,
    String group,
    boolean trains,
    boolean actionable,
    Told told)
    implements Serializable {

  /**
   * How a reason tells of a feature.
   *
   * @param calendar whether its days count from or to a day, so that people are told that day
   * @param cause what it tells of: features that differ in window or comparison alone share it, and
   *     of those one is enough
   */
  public record Told(Calendar calendar, String cause) implements Serializable {}

  /** The day that a number of days points to, seen from the as-of day. */
  public enum Calendar {
    /** None: it is a number like any other. */
    NONE,
    /** The day lies so many days before. */
    PAST,
    /** The day lies so many days after. */
    AHEAD
  }

  /** A feature whose number points to no day, and which is a cause of its own. */
  public FeatureWords(
      String name,
      String label,
      String unit,
      String direction,
      String group,
      boolean trains,
      boolean actionable) {
    this(name, label, unit, direction, group, trains, actionable, new Told(Calendar.NONE, name));
  }
}
