package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the features that explain a probability: those that are known, differ from baseline or
 * peers as people are shown them, and differ the way that the contribution says. A model may weigh
 * twins of a feature against each other, and then rather no reason than a wrong one.
 */
final class Reasons {
  private static final int DRIVERS = 3;
  private static final double NOTICEABLE = 0.01;

  private final Map<String, FeatureWords> catalogue;
  private final Evidence evidence;
  private final boolean bad;

  /**
   * @param bad whether the outcome is bad news
   */
  Reasons(Map<String, FeatureWords> catalogue, Evidence evidence, boolean bad) {
    this.catalogue = catalogue;
    this.evidence = evidence;
    this.bad = bad;
  }

  /**
   * Up to three features that raise the probability, each of a cause of its own: the strongest of
   * each group first, then the next ones. Those that somebody can act on stand before the others;
   * when there is none, there are no drivers.
   */
  List<Reason> drivers(Map<String, Double> contributions) {
    List<Reason> raising = speaking(contributions, 1);
    List<Reason> leading = raising.stream().filter(r -> r.words().actionable()).toList();
    if (leading.isEmpty()) {
      return List.of();
    }
    List<Reason> chosen = new ArrayList<>(List.of(leading.get(0)));
    Set<String> groups = new HashSet<>(Set.of(leading.get(0).words().group()));
    raising.stream().filter(reason -> groups.add(reason.words().group())).forEach(chosen::add);
    leading.stream().filter(reason -> !chosen.contains(reason)).forEach(chosen::add);
    return chosen.stream()
        .limit(DRIVERS)
        .sorted(
            Comparator.comparing((Reason r) -> !r.words().actionable())
                .thenComparing(strongestFirst()))
        .toList();
  }

  /** The feature that lowers the probability most. */
  Optional<Reason> protector(Map<String, Double> contributions) {
    return speaking(contributions, -1).stream().findFirst();
  }

  /** Features that move the probability in a direction and say so, the strongest of each cause. */
  private List<Reason> speaking(Map<String, Double> contributions, int direction) {
    Set<String> causes = new HashSet<>();
    return contributions.entrySet().stream()
        .filter(e -> e.getValue() != null && e.getValue() * direction >= NOTICEABLE)
        .filter(e -> catalogue.containsKey(e.getKey()) && evidence.now().containsKey(e.getKey()))
        .map(e -> new Reason(e.getValue(), evidence.of(catalogue.get(e.getKey()))))
        .filter(r -> r.evidence().speaksFor(direction * towards(r.words(), bad)))
        .sorted(strongestFirst())
        .filter(reason -> causes.add(reason.cause()))
        .toList();
  }

  private static Comparator<Reason> strongestFirst() {
    return Comparator.comparingDouble((Reason r) -> Math.abs(r.contribution()))
        .reversed()
        .thenComparing(reason -> reason.words().name());
  }

  /** 1 when more of a feature speaks for an outcome, -1 when less does, 0 when either may. */
  static int towards(FeatureWords words, boolean bad) {
    return switch (words.direction()) {
      case "good" -> bad ? -1 : 1;
      case "bad" -> bad ? 1 : -1;
      default -> 0;
    };
  }
}
