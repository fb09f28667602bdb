package io.holdfast.outcome;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every outcome of {@code conf/outcomes.yaml}, in its order. */
public record Outcomes(List<Outcome> outcomes) {
  public Outcomes {
    outcomes = List.copyOf(outcomes);
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("outcomes holds none; declare at least churn");
    }
    Set<String> names = new HashSet<>();
    outcomes.forEach(
        outcome -> {
          if (!names.add(outcome.name())) {
            throw new IllegalArgumentException(
                "outcome %s stands twice; give each its own name".formatted(outcome.name()));
          }
        });
  }
}
