package io.holdfast.conform;

import io.holdfast.table.Entity;
import io.holdfast.table.Essential;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Entities of which no mapping says what they need to be of use. */
public final class Useless {

  /** A sentence for each such entity of each source, from all that the mappings say of it. */
  public static List<String> of(Collection<Mapping> mappings) {
    Map<String, Set<String>> said = new TreeMap<>();
    Map<String, Set<String>> fed = new TreeMap<>();
    for (Mapping mapping : mappings) {
      for (Export export : mapping.exports().values()) {
        for (EntityMapping entity : export.entities()) {
          String source = entity.sourceOr(mapping.source());
          fed.computeIfAbsent(source, s -> new TreeSet<>()).add(entity.entity());
          Set<String> columns = said.computeIfAbsent(source, s -> new TreeSet<>());
          entity.values().keySet().forEach(name -> columns.add(entity.entity() + "." + name));
        }
      }
    }
    List<String> sentences = new ArrayList<>();
    fed.forEach(
        (source, entities) ->
            Entity.ALL.stream()
                .filter(table -> entities.contains(table.name()))
                .forEach(table -> add(sentences, source, table, said.get(source))));
    return sentences;
  }

  private static void add(List<String> sentences, String source, Table table, Set<String> said) {
    Essential.lacking(table, said)
        .forEach(
            lacking ->
                sentences.add("%s of %s has %s".formatted(table.name(), source, lacking.words())));
  }

  private Useless() {}
}
