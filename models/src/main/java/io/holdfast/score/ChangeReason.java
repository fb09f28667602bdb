package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Why a probability differs from that of the last released run. */
final class ChangeReason {
  private static final double UNCHANGED = 0.01;

  private final Map<String, FeatureWords> catalogue;
  private final Evidence evidence;

  ChangeReason(Map<String, FeatureWords> catalogue, Evidence evidence) {
    this.catalogue = catalogue;
    this.evidence = evidence;
  }

  /** One sentence. */
  String of(OutcomeWords outcome, Forecast forecast) {
    Forecast.Earlier earlier = forecast.previous();
    String noun = Sentences.capital(outcome.noun());
    if (forecast.probability() == null) {
      return earlier == null || earlier.probability() == null
          ? null
          : "%s was %s at the last run; there is no forecast now."
              .formatted(noun, Figures.probability(earlier.probability()));
    }
    if (earlier == null || earlier.probability() == null) {
      return "First forecast: the last run had none for this account.";
    }
    String before = Figures.probability(earlier.probability());
    String now = Figures.probability(forecast.probability());
    double difference = forecast.probability() - earlier.probability();
    if (Math.abs(difference) < UNCHANGED || before.equals(now)) {
      return "%s stayed at %s.".formatted(noun, now);
    }
    String moved =
        "%s %s from %s to %s".formatted(noun, difference > 0 ? "rose" : "fell", before, now);
    if (!forecast.model().equals(earlier.model())) {
      return "%s, but another model scores now (%s, before it %s): the two do not compare."
          .formatted(moved, forecast.model(), earlier.model());
    }
    return moved + because(forecast, earlier, difference > 0 ? 1 : -1);
  }

  private String because(Forecast forecast, Forecast.Earlier earlier, int sign) {
    Optional<String> feature =
        catalogue.keySet().stream()
            .filter(name -> moved(forecast, earlier, name) * sign > 0)
            .max(
                Comparator.comparingDouble((String name) -> moved(forecast, earlier, name) * sign)
                    .thenComparing(Comparator.<String>naturalOrder().reversed()));
    return feature.map(name -> ", mostly because " + clause(name) + ".").orElse(".");
  }

  private static double moved(Forecast forecast, Forecast.Earlier earlier, String feature) {
    return forecast.contributions().getOrDefault(feature, 0.0)
        - earlier.contributions().getOrDefault(feature, 0.0);
  }

  private String clause(String feature) {
    return Sentences.clause(
        catalogue.get(feature),
        evidence.now().get(feature),
        evidence.previous().get(feature),
        null);
  }
}
