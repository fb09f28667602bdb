package io.holdfast.outcome;

import java.util.Locale;

/**
 * One thing that may happen to an account, as {@code conf/outcomes.yaml} defines it.
 *
 * <p>An account is looked at on day X and at the end of day X + horizon, as known at the run's day:
 *
 * <ul>
 *   <li>{@code churn}: it does not pay at the end of the horizon; a gap that healed before is none
 *   <li>{@code downsell}: it still pays, at least {@code change_by} less than on day X
 *   <li>{@code upsell}: it pays at least {@code change_by} more than on day X
 * </ul>
 *
 * <p>Both amounts are converted at the rates of day X, so that no exchange rate makes an outcome.
 *
 * @param name lower-case name, such as {@code churn}
 * @param kind what has to happen
 * @param horizonDays days within which it may happen; 90 unless given
 * @param changeBy least relative change of MRR for upsell and downsell; 0.05 unless given
 * @param atRisk who can have the outcome at all
 * @param direction whether a high probability is bad or good news; good for upsell only
 * @param verb what the account may do, for sentences: {@code leave}, {@code grow}
 * @param training when a model is trained and when it abstains
 * @param bands probabilities at which a band begins, and what the bands are called
 */
public record Outcome(
    String name,
    Kind kind,
    Integer horizonDays,
    Double changeBy,
    AtRisk atRisk,
    Direction direction,
    String verb,
    Training training,
    Bands bands) {

  /** What has to happen. */
  public enum Kind {
    CHURN("leave"),
    DOWNSELL("shrink"),
    UPSELL("grow");

    private final String verb;

    Kind(String verb) {
      this.verb = verb;
    }
  }

  /** How a high probability reads. */
  public enum Direction {
    HIGH_IS_BAD,
    HIGH_IS_GOOD
  }

  public Outcome {
    if (name == null || !name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "name '%s' should be lower-case letters, digits and _, such as churn".formatted(name));
    }
    if (kind == null) {
      throw new IllegalArgumentException(
          "kind of outcome %s is required: churn, downsell or upsell".formatted(name));
    }
    horizonDays = horizonDays == null ? 90 : horizonDays;
    if (horizonDays < 1 || horizonDays > 731) {
      throw new IllegalArgumentException(
          "horizon_days %d of outcome %s is not from 1 to 731".formatted(horizonDays, name));
    }
    changeBy = changeBy == null ? 0.05 : changeBy;
    if (!(changeBy > 0 && changeBy < 1)) {
      throw new IllegalArgumentException(
          "change_by %s of outcome %s is not between 0 and 1; 0.05 means five per cent"
              .formatted(changeBy, name));
    }
    atRisk = atRisk == null ? new AtRisk(null, null) : atRisk;
    direction =
        direction != null
            ? direction
            : kind == Kind.UPSELL ? Direction.HIGH_IS_GOOD : Direction.HIGH_IS_BAD;
    verb = verb == null || verb.isBlank() ? kind.verb : verb;
    training =
        (training == null ? new Training(null, null, null, null, null) : training)
            .forHorizon(horizonDays);
    bands = (bands == null ? new Bands(null, null, null, null) : bands).named(direction);
  }

  /** An outcome of a kind with every default. */
  public static Outcome of(Kind kind) {
    return new Outcome(
        kind.name().toLowerCase(Locale.ROOT), kind, null, null, null, null, null, null, null);
  }
}
