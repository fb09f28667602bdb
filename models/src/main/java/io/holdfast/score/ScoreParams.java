package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * What scores are made for and with.
 *
 * @param day as-of day
 * @param previousDay as-of day of the last release before; null: there was none
 * @param currency reporting currency
 */
public record ScoreParams(
    LocalDate day,
    LocalDate previousDay,
    String currency,
    List<OutcomeWords> outcomes,
    List<FeatureWords> features,
    Playbooks playbooks)
    implements Serializable {
  private static final int BASELINE_DAYS = 80;

  public ScoreParams {
    outcomes = List.copyOf(outcomes);
    features = List.copyOf(features);
    List<String> known = outcomes.stream().map(OutcomeWords::name).toList();
    playbooks.plays().stream()
        .filter(play -> !known.contains(play.outcome()))
        .findFirst()
        .ifPresent(
            play -> {
              throw new IllegalArgumentException(
                  "play %s is for outcome '%s'; outcomes.yaml has %s"
                      .formatted(play.name(), play.outcome(), String.join(", ", known)));
            });
  }

  /** The day an account is compared with itself: the last month end at least 80 days before. */
  public LocalDate baselineDay() {
    return day.minusDays(BASELINE_DAYS - 1L).withDayOfMonth(1).minusDays(1);
  }
}
