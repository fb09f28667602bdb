package io.holdfast.score;

import java.io.Serializable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code conf/playbooks.yaml}: what to do next, by how an account stands. */
public record Playbooks(List<Play> plays) implements Serializable {
  public Playbooks {
    plays =
        plays.stream()
            .sorted(Comparator.comparing(Play::priority).thenComparing(Play::name))
            .toList();
    Set<String> names = new HashSet<>();
    plays.forEach(
        play -> {
          if (!names.add(play.name())) {
            throw new IllegalArgumentException(
                "play %s stands twice; give each its own name".formatted(play.name()));
          }
        });
  }

  /** The fitting play with the lowest priority number. */
  Optional<Play> first(Situation situation) {
    return plays.stream().filter(play -> play.fits(situation)).findFirst();
  }
}
