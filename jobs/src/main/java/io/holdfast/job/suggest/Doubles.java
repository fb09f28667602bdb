package io.holdfast.job.suggest;

import io.holdfast.table.Entity;
import io.holdfast.table.Essential;
import io.holdfast.table.Payment;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Exports of one folder that would count the same money twice: billing systems show a payment as a
 * transaction, a payment and its share of an invoice.
 */
final class Doubles {
  private static final Set<String> ONCE = Set.of(Payment.TABLE.name());

  /** Of several exports with such an entity the one that says most keeps it; the others ask. */
  static List<Draft.Export> without(List<Draft.Export> exports) {
    Map<String, Draft.Export> kept = new TreeMap<>();
    for (String entity : ONCE) {
      exports.stream()
          .filter(export -> holds(export, entity))
          .min(
              Comparator.comparingInt((Draft.Export export) -> lacking(export, entity))
                  .thenComparing(Comparator.comparingInt(Doubles::columns).reversed()))
          .ifPresent(most -> kept.put(entity, most));
    }
    return exports.stream().map(export -> asking(export, kept)).toList();
  }

  private static Draft.Export asking(Draft.Export export, Map<String, Draft.Export> kept) {
    for (Map.Entry<String, Draft.Export> one : kept.entrySet()) {
      if (holds(export, one.getKey()) && !one.getValue().name().equals(export.name())) {
        List<Draft.Entity> others =
            export.entities().stream().filter(e -> !e.entity().equals(one.getKey())).toList();
        List<String> notes = new ArrayList<>();
        notes.add(
            "? %ss, too, as %s are: map both only if no %s stands in both, else each counts twice"
                .formatted(one.getKey(), one.getValue().name(), one.getKey()));
        notes.addAll(export.notes());
        return new Draft.Export(export.name(), export.files(), export.options(), others, notes);
      }
    }
    return export;
  }

  /** Money that is given back is another one than what was taken. */
  private static boolean holds(Draft.Export export, String entity) {
    Set<String> name = Set.copyOf(Names.tokens(export.name()));
    return export.entities().stream().anyMatch(e -> e.entity().equals(entity))
        && Words.ALL.entities().get(entity).givenBack().stream().noneMatch(name::contains);
  }

  private static int lacking(Draft.Export export, String entity) {
    Table table =
        Entity.ALL.stream().filter(t -> t.name().equals(entity)).findFirst().orElseThrow();
    Set<String> said =
        export.entities().stream()
            .flatMap(e -> e.columns().stream().map(line -> e.entity() + "." + line.key()))
            .collect(Collectors.toSet());
    return Essential.lacking(table, said).size();
  }

  private static int columns(Draft.Export export) {
    return export.entities().stream().mapToInt(e -> e.columns().size() + e.lines().size()).sum();
  }

  private Doubles() {}
}
