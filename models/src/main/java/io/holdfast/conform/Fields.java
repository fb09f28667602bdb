package io.holdfast.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The fields that the expressions of an export read, as a tree of their names. */
final class Fields {
  /** No field of a record: when it landed, for what was first seen then. */
  static final String LANDED_AT = "landed_at";

  private final Set<List<String>> paths;

  /** Of these the ones that are read as times. */
  private final Set<List<String>> dated;

  private final Map<String, Object> tree = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  private Fields(Set<List<String>> paths, Set<List<String>> dated) {
    this.paths = paths;
    this.dated = dated;
    paths.forEach(path -> grow(tree, path, String.join(".", path)));
    sameButForCase(tree);
  }

  static Fields of(List<EntityMapping> entities) {
    Set<List<String>> paths =
        new TreeSet<>((a, b) -> String.join("\0", a).compareTo(String.join("\0", b)));
    Set<List<String>> dated = new HashSet<>();
    entities.forEach(entity -> paths.addAll(entity.fields()));
    entities.forEach(entity -> dated.addAll(entity.datedFields()));
    return new Fields(paths, dated);
  }

  /** The fields of the elements that the expressions of an entity read. */
  static Fields ofElements(EntityMapping entity) {
    return new Fields(entity.elementFields(), entity.datedFields());
  }

  List<String> problems() {
    return problems;
  }

  Set<List<String>> paths() {
    return paths;
  }

  Set<String> names() {
    return paths.stream().map(path -> String.join(".", path)).collect(Collectors.toSet());
  }

  /**
   * Schema of a record, every leaf a string; a part of an object may stand under its whole name.
   */
  StructType schema() {
    StructType schema = schema(tree);
    for (List<String> path : paths) {
      String name = String.join(".", path);
      schema = path.size() > 1 && !tree.containsKey(name) ? schema.add(name, Table.STRING) : schema;
    }
    return schema;
  }

  /**
   * One column for each top-level field of the parsed record; empty text is null. A field that is
   * null is looked for under its other names.
   *
   * @param record the record as text
   * @param aliases other names by dotted name
   */
  List<Column> columns(String parsed, Column record, Map<String, List<String>> aliases) {
    return new Reading(col(parsed), record, aliases, dated).columns(tree, col(parsed), List.of());
  }

  /** What an element of an array is read as. */
  @SuppressWarnings("unchecked")
  DataType elementType() {
    return tree.get(Elements.ITEM) instanceof Map<?, ?> below
        ? schema((Map<String, Object>) below)
        : DataTypes.StringType;
  }

  /** An element of an array; empty text is null. */
  @SuppressWarnings("unchecked")
  Column element(Column parsed) {
    return tree.get(Elements.ITEM) instanceof Map<?, ?> below
        ? struct(
            new Reading(null, null, Map.of(), dated)
                .columns((Map<String, Object>) below, parsed, List.of(Elements.ITEM))
                .toArray(Column[]::new))
        : filled(parsed);
  }

  /** Databases write {@code \N} for null in text, as Hive, MySQL and PostgreSQL do. */
  private static Column filled(Column text) {
    return when(not(trim(text).isin("", "\\N")), text);
  }

  @SuppressWarnings("unchecked")
  private void grow(Map<String, Object> level, List<String> path, String whole) {
    String head = path.get(0);
    boolean leaf = path.size() == 1;
    Object before = level.get(head);
    if (before == null) {
      level.put(head, leaf ? "" : new TreeMap<String, Object>());
    } else if ((before instanceof Map) == leaf) {
      problems.add(
          "%s: '%s' is read both whole and by its parts; read parts with get_json_object"
              .formatted(whole, head));
      return;
    }
    if (!leaf) {
      grow((Map<String, Object>) level.get(head), path.subList(1, path.size()), whole);
    }
  }

  @SuppressWarnings("unchecked")
  private void sameButForCase(Map<String, Object> level) {
    Map<String, String> seen = new TreeMap<>();
    level.forEach(
        (name, below) -> {
          String other = seen.put(name.toLowerCase(Locale.ROOT), name);
          if (other != null) {
            problems.add("'%s' and '%s' differ only in case; spell one".formatted(other, name));
          }
          if (below instanceof Map) {
            sameButForCase((Map<String, Object>) below);
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static StructType schema(Map<String, Object> level) {
    StructType schema = new StructType();
    for (Map.Entry<String, Object> entry : level.entrySet()) {
      schema =
          schema.add(
              entry.getKey(),
              entry.getValue() instanceof Map<?, ?> below
                  ? schema((Map<String, Object>) below)
                  : DataTypes.StringType);
    }
    return schema;
  }

  /** A column {@code owner.name} of a CSV is read as a field of an object is. */
  private record Reading(
      Column whole, Column record, Map<String, List<String>> aliases, Set<List<String>> dated) {

    @SuppressWarnings("unchecked")
    List<Column> columns(Map<String, Object> level, Column parent, List<String> above) {
      List<Column> columns = new ArrayList<>();
      level.forEach(
          (name, below) -> {
            Column field = parent.getField(name);
            List<String> path = new ArrayList<>(above);
            path.add(name);
            Column value =
                below instanceof Map
                    ? struct(
                        columns((Map<String, Object>) below, field, path).toArray(Column[]::new))
                    : named(filled(field), String.join(".", path));
            columns.add((dated.contains(path) ? Placeholders.told(value) : value).as(name));
          });
      return columns;
    }

    private Column named(Column value, String path) {
      List<Column> all = new ArrayList<>(List.of(value));
      if (whole != null && path.contains(".")) {
        all.add(filled(whole.getField(path)));
      }
      for (String alias : aliases.getOrDefault(path, List.of())) {
        all.add(filled(at(List.of(alias))));
        if (alias.contains(".")) {
          all.add(filled(at(List.of(alias.split("\\.", -1)))));
        }
      }
      return all.size() == 1 ? value : coalesce(all.toArray(Column[]::new));
    }

    private Column at(List<String> path) {
      return get_json_object(record, "$['" + String.join("']['", path) + "']");
    }
  }
}
