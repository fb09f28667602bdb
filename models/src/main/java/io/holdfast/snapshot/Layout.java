package io.holdfast.snapshot;

import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Which stream of facts serves which feature. Streams are numbered: the account, its links, its
 * subscriptions, then the cell metrics and entities that the catalogue uses.
 *
 * @param columns names of the computed features, in order
 * @param cells streams of cell metrics
 * @param entities streams of entities
 * @param contract features made of the subscriptions
 * @param pairs features that divide or subtract two others
 * @param attributes features that are attributes of the CRM's account
 * @param texts those of any kind whose values are text, in order
 * @param definitions hash of what each cell metric counts
 */
record Layout(
    List<String> columns,
    List<Stream> cells,
    List<Stream> entities,
    List<Slot> contract,
    List<Pair> pairs,
    List<Slot> attributes,
    List<Slot> texts,
    Map<String, String> definitions)
    implements Serializable {
  static final int ACCOUNT = 0;
  static final int LINK = 1;
  static final int CONTRACT = 2;
  private static final int FIRST = 3;

  /** Where a slot of an entity lies: place of its stream among the entities, and its own there. */
  record Place(int stream, int slot) {}

  /**
   * A feature, the column it fills and, where it is text, which text of the row: from 0. Without a
   * column it tells whom the feature of its name counts.
   */
  record Slot(int column, int text, String name, FeatureDefinition definition)
      implements Serializable {
    private static final int NONE = -1;
    private static final double[] UNITS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

    Slot whom() {
      return new Slot(NONE, NONE, name, definition.whom());
    }

    boolean isShown() {
      return column != NONE;
    }

    boolean isText() {
      return text != NONE;
    }

    boolean isNumber() {
      return isShown() && !isText();
    }

    /** A value as it is published: rounded, not a number when unknown. */
    double published(Double value) {
      return value == null ? Double.NaN : rounded(value);
    }

    /** A number, or not a number, rounded. */
    double rounded(double value) {
      double unit = UNITS[definition.decimals()];
      return Math.rint(value * unit) / unit;
    }
  }

  /** A feature that divides two numbers of the same row, or subtracts them. */
  record Pair(Slot slot, Part first, Part second) implements Serializable {

    static Pair of(Slot slot, List<Slot> slots) {
      List<String> parts = List.copyOf(slot.definition().parts().values());
      return new Pair(slot, Part.of(parts.get(0), slots), Part.of(parts.get(1), slots));
    }

    /** Its value in a row, not a number when unknown. */
    double of(SweptRow row) {
      double left = first.of(row);
      double right = second.of(row);
      double value =
          slot.definition().ofDifference() ? left - right : right == 0 ? Double.NaN : left / right;
      return slot.rounded(value);
    }
  }

  /** A feature by its column, or a fixed number of the row by its name. */
  record Part(int column, String name) implements Serializable {

    static Part of(String name, List<Slot> slots) {
      return slots.stream()
          .filter(slot -> slot.name().equals(name))
          .findFirst()
          .map(slot -> new Part(slot.column(), name))
          .orElseGet(() -> new Part(-1, name));
    }

    /** Its value in a row, not a number when unknown. */
    double of(SweptRow row) {
      if (column >= 0) {
        return row.getFeatures()[column];
      }
      return switch (name) {
        case Customer360.MRR -> row.getMrr() / 100.0;
        case Customer360.ARR -> row.getMrr() * 12 / 100.0;
        case Customer360.SEATS -> row.getSeats();
        case Customer360.TENURE_DAYS -> between(row.getSince(), row.getDay());
        case Customer360.DAYS_TO_RENEWAL -> between(row.getDay(), row.getRenewal());
        default -> throw new IllegalArgumentException("No number of customer_360: " + name);
      };
    }

    private static double between(Integer from, Integer to) {
      return from == null || to == null ? Double.NaN : to - from;
    }
  }

  /**
   * One cell metric or entity and the features made of it.
   *
   * @param measures those of its features
   * @param ahead days that its features look ahead
   * @param reach days that its windows reach back
   */
  record Stream(int id, String name, List<Slot> slots, Set<Measure> measures, int ahead, int reach)
      implements Serializable {

    static Stream of(int id, String name, List<Slot> slots) {
      List<FeatureDefinition> features = slots.stream().map(Slot::definition).toList();
      return new Stream(
          id,
          name,
          List.copyOf(slots),
          features.stream().map(FeatureDefinition::measure).collect(Collectors.toSet()),
          most(features, feature -> feature.ahead() == null ? 0 : feature.ahead()),
          most(
              features,
              feature -> feature.window() == null ? 0 : feature.window() + feature.shift()));
    }

    private static int most(
        List<FeatureDefinition> features, ToIntFunction<FeatureDefinition> days) {
      return features.stream().mapToInt(days).max().orElse(0);
    }

    boolean has(Measure measure) {
      return measures.contains(measure);
    }

    /** Whether a feature counts users, or what else its metric tells apart. */
    boolean hasUsers() {
      return has(Measure.DISTINCT) || has(Measure.USER_DAYS);
    }
  }

  /** Where it is told whom a feature counts. */
  Place whom(String feature) {
    for (int i = 0; i < entities.size(); i++) {
      List<Slot> slots = entities.get(i).slots();
      for (int j = 0; j < slots.size(); j++) {
        if (!slots.get(j).isShown() && slots.get(j).name().equals(feature)) {
          return new Place(i, j);
        }
      }
    }
    throw new IllegalArgumentException("Nothing tells whom %s counts".formatted(feature));
  }

  /** Number of the stream of attributes, the last one. */
  int attributeStream() {
    return FIRST + cells.size() + entities.size();
  }

  static Layout of(Catalogue catalogue) {
    List<Slot> slots = new ArrayList<>();
    AtomicInteger texts = new AtomicInteger();
    catalogue
        .computed()
        .forEach(
            (name, f) ->
                slots.add(
                    new Slot(
                        slots.size(), f.text() ? texts.getAndIncrement() : Slot.NONE, name, f)));
    List<Slot> all = new ArrayList<>(slots);
    slots.stream().filter(s -> s.definition().users() != null).map(Slot::whom).forEach(all::add);
    List<Stream> cells = streams(slots, FeatureDefinition::ofCell, FIRST);
    return new Layout(
        slots.stream().map(Slot::name).toList(),
        cells,
        streams(all, FeatureDefinition::ofEntity, FIRST + cells.size()),
        slots.stream().filter(slot -> slot.definition().ofContract()).toList(),
        slots.stream()
            .filter(slot -> !slot.definition().parts().isEmpty())
            .map(slot -> Pair.of(slot, slots))
            .toList(),
        slots.stream().filter(slot -> slot.definition().ofAttribute()).toList(),
        slots.stream().filter(slot -> slot.definition().text()).toList(),
        catalogue.cells().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, cell -> cell.getValue().hash())));
  }

  /** Hash of what a cell metric counts. */
  String definition(String metric) {
    return definitions.get(metric);
  }

  private static List<Stream> streams(
      List<Slot> slots, Predicate<FeatureDefinition> kind, int first) {
    Map<String, List<Slot>> byName = new LinkedHashMap<>();
    slots.stream()
        .filter(slot -> kind.test(slot.definition()))
        .forEach(
            slot ->
                byName.computeIfAbsent(slot.definition().of(), n -> new ArrayList<>()).add(slot));
    List<Stream> streams = new ArrayList<>();
    byName.forEach((name, of) -> streams.add(Stream.of(first + streams.size(), name, of)));
    return streams;
  }
}
