package io.holdfast.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The health of one account by the rules of a configuration.
 *
 * <p>What is unknown counts as the worst that its dimension can score. That is the only rule under
 * which removing data never raises a score, whatever the data was: a measure that turns unknown
 * must count at most as much as the worst value it could have had.
 *
 * @param score 0 to 100, one decimal
 * @param confidence share of the weight with data, 0 to 1
 * @param dimensions score by name of the dimensions that have any data, one decimal
 * @param parts every measure that applies, in the order of the configuration
 */
record Assessment(
    double score, double confidence, Map<String, Double> dimensions, List<Part> parts) {

  /**
   * What one measure contributes.
   *
   * @param value null: unknown
   * @param score 0 to 100
   * @param share of the whole, 0 to 1; all parts' shares add up to 1
   */
  record Part(Dimension dimension, Measure measure, Double value, double score, double share) {
    double pointsLost() {
      return share * (100 - score);
    }

    boolean isKnown() {
      return value != null;
    }
  }

  /**
   * Assesses one account.
   *
   * @param values of all measures in the order of the configuration; null or NaN: unknown
   * @param exempt whether the measure does not apply, in the same order; null: unknown, and then
   *     its value counts as unknown too
   */
  static Assessment of(HealthConfig config, List<Double> values, List<Boolean> exempt) {
    double weights = config.dimensions().stream().mapToDouble(Dimension::weight).sum();
    Map<String, Double> dimensions = new LinkedHashMap<>();
    List<Part> parts = new ArrayList<>();
    double score = 0;
    double confidence = 0;
    int at = 0;
    for (Dimension dimension : config.dimensions()) {
      int to = at + dimension.measures().size();
      double share = dimension.weight() / weights;
      List<Part> own = parts(dimension, share, values.subList(at, to), exempt.subList(at, to));
      long known = own.stream().filter(Part::isKnown).count();
      double mean = own.stream().mapToDouble(Part::score).sum() / own.size();
      score += share * mean;
      confidence += share * known / own.size();
      if (known > 0) {
        dimensions.put(dimension.name(), rounded(mean, 10));
      }
      parts.addAll(own);
      at = to;
    }
    return new Assessment(rounded(score, 10), rounded(confidence, 1e6), dimensions, parts);
  }

  /** The same with a score of at most so much. */
  Assessment atMost(double cap) {
    return new Assessment(Math.min(score, cap), confidence, dimensions, parts);
  }

  private static List<Part> parts(
      Dimension dimension, double share, List<Double> values, List<Boolean> exempt) {
    long applicable = exempt.stream().filter(e -> !Boolean.TRUE.equals(e)).count();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (!Boolean.TRUE.equals(exempt.get(i))) {
        Measure measure = dimension.measures().get(i);
        Double value = exempt.get(i) == null ? null : known(values.get(i));
        double goodness = value == null ? 0 : measure.goodness(value);
        double score = dimension.worst() + (100 - dimension.worst()) * goodness;
        parts.add(new Part(dimension, measure, value, score, share / applicable));
      }
    }
    return parts;
  }

  private static Double known(Double value) {
    return value == null || value.isNaN() ? null : value;
  }

  /** Sums in another order differ in the last bits; those go first, so that they tip no half. */
  private static double rounded(double value, double steps) {
    return Math.rint(Math.rint(value * 1e9) / 1e9 * steps) / steps;
  }

  /** Good, fair, poor, or unknown where too little is known. */
  String band(HealthConfig config) {
    if (confidence < config.minConfidence()) {
      return "unknown";
    }
    return score >= config.goodFrom() ? "good" : score >= config.fairFrom() ? "fair" : "poor";
  }
}
