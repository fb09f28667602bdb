package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Why a probability differs from that of the last released run. */
final class ChangeReason {
  private final Map<String, FeatureWords> catalogue;
  private final Evidence evidence;

  ChangeReason(Map<String, FeatureWords> catalogue, Evidence evidence) {
    this.catalogue = catalogue;
    this.evidence = evidence;
  }

  /** One sentence; null when there is no forecast, now or then. */
  String of(OutcomeWords outcome, Forecast forecast) {
    Forecast.Earlier earlier = forecast.previous();
    String noun = Sentences.capital(outcome.noun());
    if (earlier == null || earlier.probability() == null) {
      return forecast.probability() == null
          ? null
          : "The last run had no forecast for this account.";
    }
    String before = Figures.probability(earlier.probability());
    if (forecast.probability() == null) {
      return "%s was %s at the last run; there is no forecast now.".formatted(noun, before);
    }
    String now = Figures.probability(forecast.probability());
    if (before.equals(now)) {
      return "%s stayed at %s.".formatted(noun, now);
    }
    int direction = forecast.probability() > earlier.probability() ? 1 : -1;
    String moved =
        "%s %s from %s to %s".formatted(noun, direction > 0 ? "rose" : "fell", before, now);
    if (!forecast.model().equals(earlier.model())) {
      return "%s, but another model scores now (%s, before it %s): the two do not compare."
          .formatted(moved, forecast.model(), earlier.model());
    }
    return moved + because(outcome, forecast, direction);
  }

  /** What moved most, where its value moved the same way; else nothing. */
  private String because(OutcomeWords outcome, Forecast forecast, int direction) {
    Optional<FeatureWords> most =
        catalogue.keySet().stream()
            .filter(name -> moved(forecast, name) * direction > 0)
            .max(
                Comparator.comparingDouble((String name) -> moved(forecast, name) * direction)
                    .thenComparing(Comparator.<String>naturalOrder().reversed()))
            .map(catalogue::get);
    return most.filter(words -> evidence.now().containsKey(words.name()))
        .map(evidence::sincePrevious)
        .filter(c -> c.speaksFor(direction * Reasons.towards(c.words(), outcome.bad())))
        .map(comparison -> ", mostly because " + comparison.clause() + ".")
        .orElse(".");
  }

  private static double moved(Forecast forecast, String feature) {
    return forecast.contributions().getOrDefault(feature, 0.0)
        - forecast.previous().contributions().getOrDefault(feature, 0.0);
  }
}
