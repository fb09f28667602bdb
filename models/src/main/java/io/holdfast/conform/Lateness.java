package io.holdfast.conform;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of a night when an export stays out.
 *
 * @param afterDays days without a new file from which on it is late
 * @param then what its lateness does; null: nothing
 * @param upToDays days without a new file from which on a degraded release is held; null: never
 * @param outcomes what its lateness does to single outcomes, by name
 */
public record Lateness(int afterDays, Then then, Integer upToDays, Map<String, Then> outcomes) {

  /** What lateness does. */
  public enum Then {
    /** The night is not released. */
    HOLD,
    /** What it touches is released and marked stale. */
    DEGRADE,
    IGNORE
  }

  public Lateness {
    Complaints complaints = new Complaints();
    if (afterDays < 0) {
      complaints.add("after_days %d should be 0 or more".formatted(afterDays));
    }
    if (upToDays != null && upToDays < afterDays) {
      complaints.add(
          "up_to_days %d should not be below after_days %d".formatted(upToDays, afterDays));
    }
    outcomes.forEach(
        (name, what) -> {
          if (what == null) {
            complaints.add("outcomes.%s says nothing; hold, degrade or ignore".formatted(name));
          }
        });
    complaints.throwIfAny();
    then = then == null ? Then.IGNORE : then;
    outcomes = Collections.unmodifiableMap(new TreeMap<>(outcomes));
  }

  /** What lateness does to an outcome. */
  public Then then(String outcome) {
    return outcomes.getOrDefault(outcome, then);
  }
}
