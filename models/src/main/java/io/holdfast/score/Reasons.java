package io.holdfast.score;

import io.holdfast.table.FeatureWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Chooses the features that explain a probability. */
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
   * Up to three features that raise the probability: the strongest of each group first, then the
   * next ones. Those that can lead stand before the others; when none can, there are none.
   */
  List<Reason> drivers(Map<String, Double> contributions) {
    List<Reason> raising =
        all(contributions).stream().filter(r -> r.contribution() >= NOTICEABLE).toList();
    List<Reason> leading = raising.stream().filter(reason -> canLead(reason, bad)).toList();
    if (leading.isEmpty()) {
      return List.of();
    }
    List<Reason> chosen = new ArrayList<>(List.of(leading.get(0)));
    addOfOtherGroups(chosen, raising);
    addOfOtherGroups(chosen, leading);
    leading.stream().filter(r -> !chosen.contains(r)).forEach(chosen::add);
    List<Reason> drivers = new ArrayList<>(chosen.subList(0, Math.min(DRIVERS, chosen.size())));
    drivers.sort(
        Comparator.comparing((Reason r) -> !canLead(r, bad)).thenComparing(strongestFirst()));
    return drivers;
  }

  private void addOfOtherGroups(List<Reason> chosen, List<Reason> candidates) {
    Set<String> groups = new HashSet<>();
    chosen.forEach(reason -> groups.add(reason.words().group()));
    candidates.stream()
        .filter(reason -> !contradicts(reason, bad))
        .filter(reason -> groups.add(reason.words().group()))
        .forEach(chosen::add);
  }

  /** The feature that lowers the probability most. */
  Optional<Reason> protector(Map<String, Double> contributions) {
    List<Reason> lowering =
        all(contributions).stream()
            .filter(reason -> reason.contribution() <= -NOTICEABLE && reason.value() != null)
            .sorted(strongestFirst().reversed())
            .toList();
    return lowering.stream()
        .filter(reason -> !contradicts(reason, !bad))
        .findFirst()
        .or(() -> lowering.stream().findFirst());
  }

  private List<Reason> all(Map<String, Double> contributions) {
    return contributions.entrySet().stream()
        .filter(entry -> catalogue.containsKey(entry.getKey()) && entry.getValue() != null)
        .map(entry -> reason(catalogue.get(entry.getKey()), entry.getValue()))
        .filter(Objects::nonNull)
        .sorted(strongestFirst())
        .toList();
  }

  private static Comparator<Reason> strongestFirst() {
    return Comparator.comparingDouble(Reason::contribution)
        .reversed()
        .thenComparing(reason -> reason.words().name());
  }

  private Reason reason(FeatureWords words, double contribution) {
    Double value = evidence.now().get(words.name());
    Double baseline = evidence.baseline().get(words.name());
    Double peers = evidence.peers().get(words.name());
    String clause = Sentences.clause(words, value, baseline, evidence.baselineDay());
    return new Reason(
        words,
        contribution,
        value,
        baseline,
        peers,
        Sentences.withPeers(clause, words, peers),
        clause);
  }

  private static boolean canLead(Reason reason, boolean bad) {
    return reason.words().actionable() && reason.value() != null && !contradicts(reason, bad);
  }

  /**
   * Whether the value stands on the wrong side of both its baseline and its peers, so that the
   * sentence would speak against the outcome: a model may weigh twins of a feature against it.
   */
  private static boolean contradicts(Reason reason, boolean bad) {
    if (reason.value() == null || reason.words().direction().equals("neutral")) {
      return false;
    }
    int worse = reason.words().direction().equals("good") ? -1 : 1;
    int towards = bad ? worse : -worse;
    int byBaseline = side(reason.value(), reason.baseline(), towards);
    int byPeers = side(reason.value(), reason.peers(), towards);
    return byBaseline <= 0 && byPeers <= 0 && byBaseline + byPeers < 0;
  }

  private static int side(double value, Double reference, int towards) {
    return reference == null ? 0 : Double.compare(value, reference) * towards;
  }
}
