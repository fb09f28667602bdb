package io.holdfast.conform;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an export's mapping overrules what its own past says of a load.
 *
 * @param ignore kinds of findings, by their words, that are not judged
 * @param columns bounds of numbers, by entity and column, such as {@code invoice.amount}
 */
public record Gate(List<String> ignore, Map<String, Bounds> columns) {

  /**
   * What a number may be.
   *
   * @param min null: anything not above max
   * @param max null: anything not below min
   */
  public record Bounds(Double min, Double max) {
    public Bounds {
      if (min == null && max == null) {
        throw new IllegalArgumentException("needs min, max or both");
      }
      if (min != null && max != null && !(min <= max)) {
        throw new IllegalArgumentException("min %s should not be above max %s".formatted(min, max));
      }
    }
  }

  public Gate {
    columns.forEach(
        (name, bounds) -> {
          if (bounds == null) {
            throw new IllegalArgumentException(
                "columns.%s says nothing; write {min: 0, max: 1000000}".formatted(name));
          }
        });
    ignore = List.copyOf(ignore);
    columns = Collections.unmodifiableMap(new TreeMap<>(columns));
  }

  /** Complains of bounds for what is no mapped number of these entities. */
  void check(List<EntityMapping> entities, Complaints complaints) {
    List<String> numbers = entities.stream().flatMap(entity -> entity.numbers().stream()).toList();
    for (String name : columns.keySet()) {
      if (!numbers.contains(name)) {
        complaints.add(
            "gate.columns.%s is no number that the export maps; %s"
                .formatted(name, Complaints.hint(name, numbers)));
      }
    }
  }
}
