package io.holdfast.conform;

import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code conf/sources/NAME.yaml}: how the exports of one source become entities.
 *
 * @param source name of the system, such as {@code zendesk}
 * @param timezone of its times without an offset; null: the company's
 * @param macros expressions that its exports share, by a name with parameters: {@code money(minor,
 *     currency)}, called as {@code macro.money(total, currency)}
 * @param exports each kind of file by its name
 */
public record Mapping(
    String source, ZoneId timezone, Map<String, String> macros, Map<String, Export> exports) {
  static final String NAME = "[a-z][a-z0-9_]*";

  public Mapping {
    Complaints complaints = new Complaints();
    if (source == null || !source.matches(NAME)) {
      complaints.add("source '%s' is not a name such as zendesk".formatted(source));
    }
    if (exports == null || exports.isEmpty()) {
      complaints.add("exports is empty; name at least one kind of file");
      exports = Map.of();
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
    Macros.check(macros, complaints);
    checkCalls(Macros.of(macros), exports, complaints);
    complaints.throwIfAny();
    checkTypes(Macros.of(macros), exports, complaints);
    complaints.throwIfAny();
    macros = Collections.unmodifiableMap(new LinkedHashMap<>(macros));
    exports = Collections.unmodifiableMap(new TreeMap<>(exports));
  }

  private static void checkCalls(
      Macros macros, Map<String, Export> exports, Complaints complaints) {
    exports.forEach(
        (name, export) -> {
          if (export != null) {
            for (EntityMapping entity : export.entities()) {
              entity
                  .uses()
                  .forEach(
                      (use, sql) ->
                          macros.checkCalls(
                              "exports.%s: %s".formatted(name, use), sql, complaints));
            }
          }
        });
  }

  private static void checkTypes(
      Macros macros, Map<String, Export> exports, Complaints complaints) {
    Types types = new Types();
    exports.forEach(
        (name, export) ->
            export
                .entities()
                .forEach(
                    entity ->
                        complaints.addAll(
                            "exports.%s:".formatted(name),
                            types.problems(export, entity, macros))));
  }

  /** The exports with their names, in the order of the names. */
  public List<NamedExport> named() {
    Macros known = Macros.of(macros);
    Siblings siblings =
        Siblings.of(source, exports.values().stream().flatMap(e -> e.entities().stream()).toList());
    return exports.entrySet().stream()
        .map(
            entry ->
                new NamedExport(
                    source, entry.getKey(), entry.getValue(), siblings, timezone, known))
        .toList();
  }
}
