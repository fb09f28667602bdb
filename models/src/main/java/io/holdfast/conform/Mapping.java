package io.holdfast.conform;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code conf/sources/NAME.yaml}: how the exports of one source become entities.
 *
 * @param source name of the system, such as {@code zendesk}
 * @param exports each kind of file by its name
 */
public record Mapping(String source, Map<String, Export> exports) {
  static final String NAME = "[a-z][a-z0-9_]*";

  public Mapping {
    Complaints complaints = new Complaints();
    if (source == null || !source.matches(NAME)) {
      complaints.add("source '%s' is not a name such as zendesk".formatted(source));
    }
    if (exports.isEmpty()) {
      complaints.add("exports is empty; name at least one kind of file");
    }
    exports.forEach(
        (name, export) -> {
          if (!name.matches(NAME)) {
            complaints.add("exports.%s is not a name such as tickets".formatted(name));
          }
          if (export == null) {
            complaints.add("exports.%s says nothing; give it files and entities".formatted(name));
          }
        });
    complaints.throwIfAny();
    exports = Collections.unmodifiableMap(new TreeMap<>(exports));
  }

  /** The exports with their names, in the order of the names. */
  public List<NamedExport> named() {
    Siblings siblings =
        Siblings.of(source, exports.values().stream().flatMap(e -> e.entities().stream()).toList());
    return exports.entrySet().stream()
        .map(entry -> new NamedExport(source, entry.getKey(), entry.getValue(), siblings))
        .toList();
  }
}
