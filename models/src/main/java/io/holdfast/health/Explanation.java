package io.holdfast.health;

import io.holdfast.health.Assessment.Part;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says what moved an account's health, what holds it down and up, and what is not known.
 *
 * @param days as-of days of the features that are not as of the day itself
 * @param remarks sentences about them
 */
record Explanation(Map<String, String> labels, Map<String, LocalDate> days, List<String> remarks)
    implements Serializable {
  private static final int LOSSES = 2;
  private static final double WORTH_SAYING = 1;
  private static final double HEALTHY = 75;

  /** The health of the same account on an earlier day. */
  record Earlier(LocalDate day, double score, Map<String, Double> dimensions) {}

  /** A cap that holds for an account, with its sentence about it. */
  record Held(double atMost, String sentence) {}

  /**
   * Sentences: what keeps health down first, then how it moved, what holds it up, what is not as of
   * the day, what is unknown.
   *
   * @param day by feature the day from which it counts days
   * @param before the caps
   * @param now after them
   * @param earlier null when there was none
   */
  List<String> of(
      Function<String, LocalDate> day,
      Assessment before,
      Assessment now,
      List<Held> caps,
      Earlier earlier) {
    List<String> sentences = new ArrayList<>();
    caps.forEach(cap -> sentences.add(held(cap, before)));
    now.parts().stream()
        .filter(part -> part.isKnown() && part.pointsLost() >= WORTH_SAYING)
        .sorted(Comparator.comparingDouble(Part::pointsLost).reversed())
        .limit(LOSSES)
        .forEach(part -> sentences.add(loss(part, day)));
    if (earlier != null && Math.abs(now.score() - earlier.score()) >= WORTH_SAYING) {
      sentences.add(moved(now, earlier));
    }
    now.parts().stream()
        .filter(part -> part.isKnown() && part.score() >= HEALTHY)
        .max(Comparator.comparingDouble(part -> part.share() * part.score()))
        .ifPresent(
            part -> sentences.add("Held up by %s: %s.".formatted(name(part), shown(part, day))));
    sentences.addAll(remarks);
    List<Part> unknown = now.parts().stream().filter(part -> !part.isKnown()).toList();
    if (!unknown.isEmpty()) {
      sentences.add(unknown(unknown));
    }
    return sentences;
  }

  private static String held(Held cap, Assessment before) {
    return cap.atMost() >= before.score()
        ? cap.sentence()
        : "%s Health counts %s at most; without that it would be %s."
            .formatted(cap.sentence(), whole(cap.atMost()), whole(before.score()));
  }

  private static String moved(Assessment now, Earlier earlier) {
    boolean rose = now.score() > earlier.score();
    return "Health %s from %s to %s since %s%s."
        .formatted(
            rose ? "rose" : "fell",
            whole(earlier.score()),
            whole(now.score()),
            Template.day(earlier.day()),
            mostThrough(now, earlier, rose ? 1 : -1));
  }

  /** The dimension that moved most points in the direction of the whole. */
  private static String mostThrough(Assessment now, Earlier earlier, int direction) {
    Map<Dimension, Double> shares =
        now.parts().stream()
            .collect(
                Collectors.groupingBy(
                    Part::dimension,
                    java.util.LinkedHashMap::new,
                    Collectors.summingDouble(Part::share)));
    String through = "";
    double most = WORTH_SAYING / 2;
    for (Map.Entry<Dimension, Double> share : shares.entrySet()) {
      Dimension dimension = share.getKey();
      Double before = earlier.dimensions().get(dimension.name());
      Double after = now.dimensions().get(dimension.name());
      double points =
          (or(after, dimension.worst()) - or(before, dimension.worst()))
              * share.getValue()
              * direction;
      if (points > most) {
        most = points;
        through =
            ", most through %s (%s to %s)"
                .formatted(dimension.name(), wholeOrUnknown(before), wholeOrUnknown(after));
      }
    }
    return through;
  }

  private String loss(Part part, Function<String, LocalDate> day) {
    return "%s: %s; costs %s of 100 points (good: %s)."
        .formatted(
            capital(name(part)), shown(part, day), whole(part.pointsLost()), good(part.measure()));
  }

  private String unknown(List<Part> parts) {
    double points = parts.stream().mapToDouble(Part::pointsLost).sum();
    return "Not known: %s. Counted as bad, so the true score may be up to %s higher."
        .formatted(
            parts.stream()
                .map(part -> label(part.measure().feature()))
                .distinct()
                .collect(Collectors.joining(", ")),
            whole(points));
  }

  private static String good(Measure measure) {
    return measure.words() == null
        ? Template.number(measure.good())
        : Template.of(measure.words()).figure(measure.good());
  }

  private String shown(Part part, Function<String, LocalDate> day) {
    String words = part.measure().words();
    return words == null
        ? label(part.measure().feature()) + " " + Template.number(part.value())
        : Template.of(words)
            .say(name -> Health.dayOf(part.measure().feature(), days, day), name -> part.value());
  }

  private String label(String feature) {
    return labels.getOrDefault(feature, feature.replace('_', ' '));
  }

  private static String name(Part part) {
    return part.dimension().name();
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static double or(Double value, double otherwise) {
    return value == null ? otherwise : value;
  }

  private static String whole(double value) {
    return Template.number(Math.rint(value));
  }

  private static String wholeOrUnknown(Double value) {
    return value == null ? "unknown" : whole(value);
  }
}
