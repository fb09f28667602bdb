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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether rows say what they need to be of use: a column that is mapped may hold nothing. */
final class Uses {

  /** Where more rows than this share lack what they need, it is said. */
  private static final double MOST = 0.5;

  /** How many rows fill each of the entity's own columns; none: it is absent. */
  static Map<String, Long> filled(Table table, Dataset<Row> rows) {
    List<String> own = new ArrayList<>(table.columnNames());
    own.removeAll(Entity.SHARED);
    Column[] counts = own.stream().map(name -> count(col(name)).as(name)).toArray(Column[]::new);
    Row counted = rows.agg(counts[0], Arrays.copyOfRange(counts, 1, counts.length)).first();
    Map<String, Long> filled = new TreeMap<>();
    own.forEach(name -> filled.put(name, counted.<Long>getAs(name)));
    filled.values().removeIf(number -> number == 0);
    return filled;
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
                      Stream.of(
                              lacking(entity.entity(), said),
                              mostlyLacking(entity, said),
                              references.dangling(entity.entity()))
                          .flatMap(Collection::stream))
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

  /** What some rows say and most do not, unless another column may say it. */
  private static List<String> mostlyLacking(Tried.Entity entity, Set<String> said) {
    return Essential.of(table(entity.entity())).stream()
        .filter(
            essential ->
                essential.anyOf().stream().noneMatch(c -> c.contains(".") && said.contains(c)))
        .flatMap(essential -> mostlyLacking(entity, essential).stream())
        .toList();
  }

  private static Optional<String> mostlyLacking(Tried.Entity entity, Essential essential) {
    long most =
        essential.anyOf().stream()
            .mapToLong(c -> entity.filled().getOrDefault(c, 0L))
            .max()
            .orElse(0);
    long lacking = entity.rows() - most;
    return most > 0 && lacking > MOST * entity.rows()
        ? Optional.of(
            "%d of %d rows of %s have %s"
                .formatted(lacking, entity.rows(), entity.entity(), essential.words()))
        : Optional.empty();
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
              entity.filled().keySet().forEach(column -> said.add(entity.entity() + "." + column));
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
