package io.holdfast.job.step.trial;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;

import io.holdfast.conform.EntityMapping;
import io.holdfast.conform.Mapping;
import io.holdfast.table.Entity;
import io.holdfast.table.Essential;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether rows say what they need to be of use: a column that is mapped may hold nothing. */
final class Uses {

  /** The entity's own columns that some row fills. */
  static Set<String> filled(Table table, Dataset<Row> rows) {
    List<String> own = new ArrayList<>(table.columnNames());
    own.removeAll(Entity.SHARED);
    Column[] counts = own.stream().map(name -> count(col(name)).as(name)).toArray(Column[]::new);
    Row counted = rows.agg(counts[0], Arrays.copyOfRange(counts, 1, counts.length)).first();
    own.removeIf(name -> counted.<Long>getAs(name) == 0);
    return new TreeSet<>(own);
  }

  /** The same, each first export of an entity telling what no row of the entity says. */
  static List<Tried> told(Mapping mapping, List<Tried> tried, References references) {
    Set<String> said = said(mapping, tried);
    Set<String> told = new TreeSet<>();
    List<Tried> all = new ArrayList<>();
    for (Tried export : tried) {
      List<String> useless =
          export.entities().stream()
              .filter(entity -> entity.rows() > 0 && told.add(entity.entity()))
              .flatMap(
                  entity ->
                      Stream.concat(
                          lacking(entity.entity(), said).stream(),
                          references.dangling(entity.entity()).stream()))
              .toList();
      all.add(export.telling(useless));
    }
    return all;
  }

  private static List<String> lacking(String entity, Set<String> said) {
    return Essential.lacking(table(entity), said).stream()
        .map(lacking -> "%s has %s".formatted(entity, lacking.words()))
        .toList();
  }

  private static Table table(String entity) {
    return Entity.ALL.stream().filter(t -> t.name().equals(entity)).findFirst().orElseThrow();
  }

  /** What rows say, and what is mapped of entities that have no row here. */
  private static Set<String> said(Mapping mapping, List<Tried> tried) {
    Set<String> said = new TreeSet<>();
    Set<String> seen = new TreeSet<>();
    tried.stream()
        .map(Tried::entities)
        .flatMap(Collection::stream)
        .filter(entity -> entity.rows() > 0)
        .forEach(
            entity -> {
              seen.add(entity.entity());
              entity.filled().forEach(column -> said.add(entity.entity() + "." + column));
            });
    for (EntityMapping entity :
        mapping.exports().values().stream().flatMap(e -> e.entities().stream()).toList()) {
      if (!seen.contains(entity.entity())) {
        entity.values().keySet().forEach(column -> said.add(entity.entity() + "." + column));
      }
    }
    return said;
  }

  private Uses() {}
}
