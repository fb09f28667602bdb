package io.holdfast.score;

import java.time.LocalDate;
import java.util.Map;

/**
 * A row of table prediction with its rank.
 *
 * @param percentile share of scored accounts below it, 0 to 100
 * @param previous the same at the last released run; null: there was none
 */
record Forecast(
    String outcome,
    long horizonDays,
    String model,
    String status,
    String statusReason,
    Double probability,
    Double low,
    Double high,
    Double baseLogOdds,
    Double logOdds,
    Map<String, Double> contributions,
    Double percentile,
    Earlier previous) {

  /**
   * What the last released run said.
   *
   * @param play what it proposed; null: nothing
   * @param proposedOn since when
   */
  record Earlier(
      Double probability,
      String model,
      Map<String, Double> contributions,
      String play,
      LocalDate proposedOn) {}
}
