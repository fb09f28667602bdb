package io.holdfast.job.suggest;

import io.holdfast.job.suggest.Words.Role;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Drafts an export whose records are changes, each of one field of something. */
final class ChangeLog {
  private static final List<String> FIELD =
      List.of("field", "field_name", "field_key", "property", "property_name", "attribute");
  private static final List<String> VALUE =
      List.of("new_value", "to_value", "value_to", "new_value_text", "to_string", "value_after");
  private static final List<String> OF =
      List.of("record_id", "object_id", "item_id", "entity_id", "parent_id");

  private final Profile profile;
  private final Table table;
  private final List<String> names;
  private final Expressions expressions;

  private ChangeLog(Table table, Profile profile, Expressions expressions) {
    this.profile = profile;
    this.table = table;
    this.names = Words.ALL.entities().get(table.name()).names();
    this.expressions = expressions;
  }

  /** The entity that the file's name says, when its records name a field and its new value. */
  static Optional<Draft.Entity> of(String file, Profile profile, Expressions expressions) {
    return Entity.ALL.stream()
        .filter(table -> hint(file, table) > 0)
        .max(Comparator.comparingDouble(table -> hint(file, table)))
        .flatMap(table -> new ChangeLog(table, profile, expressions).draft());
  }

  private static double hint(String file, Table table) {
    String plain =
        String.join("_", Names.tokens(file))
            .replaceAll("_(field|change|update|changelog|log)$", "");
    return Names.hint(plain, Words.ALL.entities().get(table.name()).names());
  }

  private Optional<Draft.Entity> draft() {
    Optional<Field> field = named(FIELD);
    Optional<Field> value = named(VALUE);
    Optional<Field> key =
        named(Stream.concat(names.stream().map(n -> n + "_id"), OF.stream()).toList());
    Optional<Field> time =
        Stream.of(Role.CREATED, Role.HAPPENED, Role.UPDATED)
            .flatMap(role -> named(Words.ALL.times().get(role)).stream())
            .filter(found -> found.kind().isTime())
            .findFirst();
    if (field.isEmpty() || value.isEmpty() || key.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> columns = new TreeMap<>();
    List<String> unknown = new ArrayList<>();
    field
        .get()
        .few()
        .forEach(
            said ->
                column(said).ifPresentOrElse(c -> columns.put(said, c), () -> unknown.add(said)));
    String remark =
        columns.isEmpty()
            ? "? name the source's fields and their columns"
            : unknown.isEmpty() ? "" : "? also found " + String.join(", ", unknown);
    return Optional.of(
        new Draft.Entity(
            table.name(),
            "by the name; each record is a change of one field",
            List.of(
                Draft.Line.of("key", Expressions.field(key.get())),
                Draft.Line.of("event_time", expressions.time(time.get())),
                new Draft.Line("changes", changes(field.get(), value.get(), columns), remark)),
            List.of(),
            List.of()));
  }

  private static String changes(Field field, Field value, Map<String, String> columns) {
    List<String> pairs = new ArrayList<>();
    columns.forEach((said, column) -> pairs.add(DraftYaml.key(said) + ": " + column));
    return "{field: %s, value: %s, columns: {%s}}"
        .formatted(
            DraftYaml.key(Expressions.field(field)),
            DraftYaml.key(Expressions.field(value)),
            String.join(", ", pairs));
  }

  /** The column that a source's field is likeliest meant for. */
  private Optional<String> column(String said) {
    Field field = new Field(List.of(said), Kind.TEXT, 0, 0, 0, "", new java.util.TreeSet<>());
    Map<String, List<String>> columns = Words.ALL.columns(table);
    return columns.keySet().stream()
        .filter(column -> match(field, columns.get(column)) > 0)
        .max(Comparator.comparingDouble(column -> match(field, columns.get(column))));
  }

  private Optional<Field> named(List<String> words) {
    return profile.fields().stream()
        .filter(field -> match(field, words) > 0)
        .max(Comparator.comparingDouble(field -> match(field, words)));
  }

  private double match(Field field, List<String> words) {
    return Names.match(Names.readings(field, names), words);
  }
}
