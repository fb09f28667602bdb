package io.holdfast.table;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code metrics.yaml}: the usage metrics that are rolled up daily, and the features of
 * customer_360.
 *
 * @param cells usage metrics by name
 * @param features features by name, in the order of their columns
 */
public record Catalogue(Map<String, CellMetric> cells, Map<String, FeatureDefinition> features)
    implements Serializable {
  private static final int MOST_CELLS = 62;

  /** What all snapshots are built by; another one means to build them anew. */
  private static final String RULE = "windows end with their sources\n";

  public Catalogue {
    cells = new LinkedHashMap<>(cells);
    features = new LinkedHashMap<>(features);
    if (cells.size() > MOST_CELLS) {
      throw new IllegalArgumentException(
          "cells: %d are too many; at most %d".formatted(cells.size(), MOST_CELLS));
    }
    cells.forEach((name, cell) -> named("cells", name, cell));
    for (Map.Entry<String, FeatureDefinition> entry : features.entrySet()) {
      named("features", entry.getKey(), entry.getValue());
      check(entry.getKey(), entry.getValue(), cells);
      for (Map.Entry<String, String> part : entry.getValue().parts().entrySet()) {
        checkPart(features, entry.getKey(), part.getKey(), part.getValue());
      }
    }
  }

  private static void named(String section, String name, Object entry) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "%s.%s: a name has lower-case letters, digits and underscores".formatted(section, name));
    }
    if (entry == null) {
      throw new IllegalArgumentException(
          "%s.%s is empty; write {} or what it is made of".formatted(section, name));
    }
  }

  private static void check(String name, FeatureDefinition feature, Map<String, CellMetric> cells) {
    boolean isFixed = Customer360.TABLE.columnNames().contains(name);
    if (feature.fixed() != isFixed) {
      throw new IllegalArgumentException(
          isFixed
              ? "features.%s: is a fixed column; write of: customer_360".formatted(name)
              : "features.%s: customer_360 has no such fixed column".formatted(name));
    }
    if (feature.ofCell() && !cells.containsKey(feature.of())) {
      throw new IllegalArgumentException(
          "features.%s: of '%s' is neither a cell (%s) nor contract, ratio, difference, customer_360 or an entity (%s)"
              .formatted(
                  name,
                  feature.of(),
                  String.join(", ", cells.keySet()),
                  FeatureDefinition.entities().keySet().stream()
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
    if (feature.users() != null
        && !cells.get(feature.of()).distinct().equals(UsageEvent.USER_KEY)) {
      throw new IllegalArgumentException(
          "features.%s: users is for a cell that keeps users apart; %s has distinct: %s"
              .formatted(name, feature.of(), cells.get(feature.of()).distinct()));
    }
  }

  private static void checkPart(
      Map<String, FeatureDefinition> features, String name, String key, String part) {
    FeatureDefinition of = features.get(part);
    boolean isNumber =
        (of == null || of.fixed())
            ? Customer360.NUMBERS.contains(part)
            : !of.text() && of.parts().isEmpty() && !of.withPeers();
    if (!isNumber) {
      throw new IllegalArgumentException(
          "features.%s: %s '%s' should be a number of customer_360 (%s), or a feature that is neither text, a ratio or a difference nor compared with peers"
              .formatted(name, key, part, String.join(", ", Customer360.NUMBERS)));
    }
  }

  /** Features that add a column to customer_360, in order. */
  public Map<String, FeatureDefinition> computed() {
    Map<String, FeatureDefinition> computed = new LinkedHashMap<>(features);
    computed.values().removeIf(FeatureDefinition::fixed);
    return computed;
  }

  /** All that is read of records and cells: computed features, and whom they count. */
  public Stream<FeatureDefinition> readings() {
    return computed().values().stream()
        .flatMap(feature -> Stream.of(feature, feature.whom()))
        .filter(Objects::nonNull);
  }

  /** What people and models need to know of each feature, fixed columns too. */
  public List<FeatureWords> words() {
    return features.entrySet().stream().map(e -> words(e.getKey(), e.getValue())).toList();
  }

  private static FeatureWords words(String name, FeatureDefinition feature) {
    return new FeatureWords(
        name,
        feature.label(),
        feature.unit(),
        feature.direction().name().toLowerCase(Locale.ROOT),
        feature.group(),
        feature.trains(),
        feature.actionable(),
        new FeatureWords.Told(calendar(name, feature), cause(name, feature)));
  }

  /** What is counted and how, whatever the window and what it is compared with or divided by. */
  private static String cause(String name, FeatureDefinition feature) {
    if (feature.fixed() || !feature.parts().isEmpty() || feature.measure() == null) {
      return name;
    }
    if (feature.of().equals(FeatureDefinition.CONTRACT)) {
      return feature.value();
    }
    String measure =
        switch (feature.measure()) {
          case CHANGE -> FeatureDefinition.Measure.LAST.name();
          case SLOPE ->
              (feature.value() == null
                      ? FeatureDefinition.Measure.COUNT
                      : FeatureDefinition.Measure.MEAN)
                  .name();
          default -> feature.measure().name();
        };
    return String.join("|", feature.of(), feature.where(), feature.value(), measure);
  }

  private static FeatureWords.Calendar calendar(String name, FeatureDefinition feature) {
    if (feature.fixed()) {
      return switch (name) {
        case Customer360.TENURE_DAYS -> FeatureWords.Calendar.PAST;
        case Customer360.DAYS_TO_RENEWAL, Customer360.ENDS_ON -> FeatureWords.Calendar.AHEAD;
        default -> FeatureWords.Calendar.NONE;
      };
    }
    boolean isDistance =
        feature.measure() == FeatureDefinition.Measure.GAP
            || feature.measure() == FeatureDefinition.Measure.AGE;
    if (!isDistance || feature.compare() != null) {
      return FeatureWords.Calendar.NONE;
    }
    return feature.ahead() == null ? FeatureWords.Calendar.PAST : FeatureWords.Calendar.AHEAD;
  }

  /** What decides a feature's values, its cell metric with it, as JSON with sorted keys. */
  public String definition(String feature) {
    FeatureDefinition definition = features.get(feature);
    Map<String, String> keys = new TreeMap<>(definition.computation());
    if (definition.ofCell()) {
      keys.put("cell.where", cells.get(definition.of()).where());
      keys.put("cell.distinct", cells.get(definition.of()).distinct());
    }
    for (String part : definition.parts().values()) {
      if (features.containsKey(part)) {
        keys.put(part, definition(part));
      }
    }
    return keys.entrySet().stream()
        .map(e -> quote(e.getKey()) + ":" + quote(e.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** SHA-256 of {@link #definition}; a change of words alone keeps it. */
  public String hash(String feature) {
    return Hashes.sha256(definition(feature));
  }

  /** One hash over all computed features; a snapshot names the one it was built with. */
  public String hash() {
    return Hashes.sha256(
        RULE
            + computed().keySet().stream()
                .sorted()
                .map(name -> name + "=" + hash(name))
                .collect(Collectors.joining("\n")));
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ') {
                quoted.append("\\u%04x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
