package io.holdfast.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * One account as of the day, with all that its scores are made of.
 *
 * @param arr zero when unknown
 * @param renewalOn next renewal; null: none known
 * @param endsOn scheduled end; null: none
 * @param forecasts one for each outcome
 * @param warnings the most severe first
 * @param playsMet plays of which the account has what they need
 * @param healthScore null when health is unknown
 */
record AccountFacts(
    String id,
    BigDecimal arr,
    LocalDate renewalOn,
    LocalDate endsOn,
    Evidence evidence,
    List<Forecast> forecasts,
    List<Warning> warnings,
    Set<String> playsMet,
    Double healthScore,
    String healthBand,
    List<String> healthExplanation) {

  /** An early warning that fired. */
  record Warning(String severity, String rule, String sentence) {}

  /** The day that matters next: a scheduled end, else the renewal; null: none known. */
  LocalDate deadline() {
    return endsOn != null ? endsOn : renewalOn;
  }
}
