package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import java.time.LocalDate;
import java.util.Map;

/**
 * Values of an account's features, by feature; absent where unknown.
 *
 * @param day as-of day
 * @param silent days from the last one that a feature's source covers to the as-of day, where any
 * @param now on the as-of day
 * @param baseline on the account's own baseline day
 * @param previous at the last released run
 * @param peers median of comparable accounts on the as-of day
 */
record Evidence(
    LocalDate day,
    Map<String, Long> silent,
    Map<String, Double> now,
    Map<String, Double> baseline,
    LocalDate baselineDay,
    Map<String, Double> previous,
    Map<String, Double> peers) {

  /** A feature that is known, beside baseline and peers. */
  Comparison of(FeatureWords words) {
    String name = words.name();
    return new Comparison(
        words, now.get(name), baseline.get(name), peers.get(name), countedFrom(name), baselineDay);
  }

  private LocalDate countedFrom(String feature) {
    return day.minusDays(silent.getOrDefault(feature, 0L));
  }

  /** A feature that is known, beside its value at the last released run. */
  Comparison sincePrevious(FeatureWords words) {
    String name = words.name();
    return new Comparison(words, now.get(name), previous.get(name), null, countedFrom(name), null);
  }
}
