package io.holdfast.job.landing;

import io.holdfast.conform.NamedExport;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the records of an export must hold, and what of them is not worth telling.
 *
 * @param title of the export
 * @param needed each needed field by the parts of its name, with what reads it
 * @param known fields that were seen before
 */
record Expected(String title, List<Needed> needed, Set<String> known) implements Serializable {

  /**
   * A field that an export needs.
   *
   * @param names it and its aliases, by the parts of their names
   * @param readers columns that need it, in words
   */
  record Needed(String field, List<List<String>> names, String readers) implements Serializable {}

  /** What a file must hold that no mapping asks anything of. */
  static Expected nothing() {
    return new Expected("", List.of(), Set.of());
  }

  /** Whether some expression reads a field of this name, or a part of it. */
  boolean needs(String name) {
    return needed.stream().flatMap(n -> n.names().stream()).anyMatch(path -> path.contains(name));
  }

  static Expected of(NamedExport export, Set<String> known) {
    Map<String, Set<String>> readers = export.export().readers();
    Map<String, Needed> needed = new TreeMap<>();
    for (List<String> path : export.export().needed()) {
      String name = String.join(".", path);
      List<List<String>> names = new ArrayList<>(List.of(path));
      for (String alias : export.export().aliases().getOrDefault(name, List.of())) {
        names.add(List.of(alias));
        names.add(List.of(alias.split("\\.", -1)));
      }
      needed.put(name, new Needed(name, names, String.join(", ", readers.get(name))));
    }
    return new Expected(export.title(), List.copyOf(needed.values()), Set.copyOf(known));
  }
}
