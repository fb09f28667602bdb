package io.holdfast.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.struct;

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

  /** Schema of a record, every leaf a string. */
  StructType schema() {
    return schema(tree);
  }

  /** What {@link #parsed} gives: the fields, and why the record is unreadable. */
  StructType parsedSchema() {
    return schema().add(Unreadable.REASON, Table.STRING);
  }

  /**
   * The fields of a record as a struct; empty texts, and in times placeholders, are null. A part of
   * an object may stand under its whole name.
   *
   * @param record the record as text
   * @param aliases other names by dotted name
   */
  Column parsed(Column record, Map<String, List<String>> aliases) {
    List<String> dotted =
        paths.stream().filter(p -> p.size() > 1).map(p -> String.join(".", p)).toList();
    Map<String, RecordParser.Field> fields =
        new ParsedFields(dated, dotted, aliases.keySet()).of(tree, List.of());
    fields.put(
        Unreadable.REASON,
        new RecordParser.Field(fields.size(), RecordParser.Reading.RAW, null, -1));
    return Call.of(
        RecordParser.class, "fields", parsedSchema(), record, new RecordParser(fields, dotted));
  }

  /**
   * One column for each top-level field of the parsed record. A field that is null is looked for
   * under its other names.
   *
   * @param record the record as text
   * @param aliases other names by dotted name
   */
  List<Column> columns(String parsed, Column record, Map<String, List<String>> aliases) {
    return new Reading(record, aliases, dated).columns(tree, col(parsed), List.of());
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
            parts((Map<String, Object>) below, parsed, List.of(Elements.ITEM))
                .toArray(Column[]::new))
        : filled(parsed);
  }

  @SuppressWarnings("unchecked")
  private List<Column> parts(Map<String, Object> level, Column parent, List<String> above) {
    List<Column> parts = new ArrayList<>();
    level.forEach(
        (name, below) -> {
          Column field = parent.getField(name);
          List<String> path = new ArrayList<>(above);
          path.add(name);
          Column value =
              below instanceof Map
                  ? struct(parts((Map<String, Object>) below, field, path).toArray(Column[]::new))
                  : filled(field);
          parts.add((dated.contains(path) ? Placeholders.told(value) : value).as(name));
        });
    return parts;
  }

  private static Column filled(Column text) {
    return Call.of("filled", Table.STRING, text);
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

  /** How the parser reads each field; what has other names is judged once these are looked at. */
  private record ParsedFields(Set<List<String>> dated, List<String> dotted, Set<String> aliased) {

    @SuppressWarnings("unchecked")
    Map<String, RecordParser.Field> of(Map<String, Object> level, List<String> above) {
      Map<String, RecordParser.Field> fields = new TreeMap<>();
      level.forEach(
          (name, below) -> {
            List<String> path = new ArrayList<>(above);
            path.add(name);
            String whole = String.join(".", path);
            boolean isDated = dated.contains(path) && !aliased.contains(whole);
            fields.put(
                name,
                new RecordParser.Field(
                    fields.size(),
                    isDated ? RecordParser.Reading.DATED : RecordParser.Reading.FILLED,
                    below instanceof Map ? of((Map<String, Object>) below, path) : null,
                    dotted.indexOf(whole)));
          });
      return fields;
    }
  }

  /** Columns of what was parsed, with what stands under other names. */
  private record Reading(
      Column record, Map<String, List<String>> aliases, Set<List<String>> dated) {

    @SuppressWarnings("unchecked")
    List<Column> columns(Map<String, Object> level, Column parent, List<String> above) {
      List<Column> columns = new ArrayList<>();
      level.forEach(
          (name, below) -> {
            Column field = parent.getField(name);
            List<String> path = new ArrayList<>(above);
            path.add(name);
            Column value =
                below instanceof Map && hasAlias(path)
                    ? struct(
                        columns((Map<String, Object>) below, field, path).toArray(Column[]::new))
                    : named(field, path);
            columns.add(value.as(name));
          });
      return columns;
    }

    private boolean hasAlias(List<String> above) {
      String begin = String.join(".", above) + ".";
      return aliases.keySet().stream().anyMatch(path -> path.startsWith(begin));
    }

    private Column named(Column value, List<String> path) {
      List<Column> all = new ArrayList<>(List.of(value));
      for (String alias : aliases.getOrDefault(String.join(".", path), List.of())) {
        all.add(filled(at(List.of(alias))));
        if (alias.contains(".")) {
          all.add(filled(at(List.of(alias.split("\\.", -1)))));
        }
      }
      if (all.size() == 1) {
        return value;
      }
      Column found = coalesce(all.toArray(Column[]::new));
      return dated.contains(path) ? Placeholders.told(found) : found;
    }

    private Column at(List<String> path) {
      return get_json_object(record, "$['" + String.join("']['", path) + "']");
    }
  }
}
