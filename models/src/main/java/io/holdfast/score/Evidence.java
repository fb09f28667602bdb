package io.holdfast.score;

import java.time.LocalDate;
import java.util.Map;

/**
 * Values of an account's features, by feature; absent where unknown.
 *
 * @param now on the as-of day
 * @param baseline on the account's own baseline day
 * @param previous at the last released run
 * @param peers median of comparable accounts on the as-of day
 */
record Evidence(
    Map<String, Double> now,
    Map<String, Double> baseline,
    LocalDate baselineDay,
    Map<String, Double> previous,
    Map<String, Double> peers) {}
