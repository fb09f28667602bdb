package io.holdfast.conform;

import io.holdfast.table.Column;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a record becomes a version of one entity. Everything but {@code entity} and {@code source} is
 * a Spark SQL expression over the record's fields, which are strings.
 *
 * @param source source of the entity's rows when it is not the mapping's own, or null
 * @param when records for which it is not true feed nothing here; null: all do
 * @param knownAt null: {@code eventTime}; if that is null too, the end of the landing day
 * @param columns by column of the entity
 * @param attributes the company's own, by name
 */
public record EntityMapping(
    String entity,
    String source,
    String when,
    String key,
    String eventTime,
    String knownAt,
    String version,
    String deleted,
    Map<String, String> columns,
    Map<String, String> attributes) {

  public EntityMapping {
    Complaints complaints = new Complaints();
    List<String> known = Entity.ALL.stream().map(Table::name).toList();
    if (entity == null) {
      complaints.add("entity is required; known: " + String.join(", ", known));
    } else if (!known.contains(entity)) {
      complaints.add(
          "entity '%s' does not exist; %s".formatted(entity, Complaints.hint(entity, known)));
    } else {
      Set<String> own = own(table(entity)).keySet();
      for (String column : columns.keySet()) {
        if (!own.contains(column)) {
          complaints.add(
              "columns.%s is not a column of %s; %s"
                  .formatted(column, entity, Complaints.hint(column, own)));
        }
      }
    }
    if (source != null && !source.matches(Mapping.NAME)) {
      complaints.add("source '%s' is not a name such as zendesk".formatted(source));
    }
    if (key == null) {
      complaints.add("key is required: the source's own key of the record");
    }
    shared(key, eventTime, knownAt, version, deleted)
        .forEach((name, sql) -> complaints.addAll(name, Expressions.problems(sql)));
    if (when != null) {
      complaints.addAll("when", Expressions.problems(when));
    }
    columns.forEach((name, sql) -> complaints.addAll("columns." + name, Expressions.problems(sql)));
    attributes.forEach(
        (name, sql) -> complaints.addAll("attributes." + name, Expressions.problems(sql)));
    complaints.throwIfAny();
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** The entity's table. */
  public Table table() {
    return table(entity);
  }

  /** Expressions of the shared columns that are mapped, by column. */
  Map<String, String> shared() {
    return shared(key, eventTime, knownAt, version, deleted);
  }

  /** Every field that some expression reads, as parts of its name. */
  Set<List<String>> fields() {
    Set<List<String>> fields = new LinkedHashSet<>();
    shared().values().forEach(sql -> fields.addAll(Expressions.fields(sql)));
    if (when != null) {
      fields.addAll(Expressions.fields(when));
    }
    columns.values().forEach(sql -> fields.addAll(Expressions.fields(sql)));
    attributes.values().forEach(sql -> fields.addAll(Expressions.fields(sql)));
    return fields;
  }

  /** Expressions that read a field, by what they feed, such as {@code subscription.mrr}. */
  Map<String, String> uses() {
    Map<String, String> uses = new LinkedHashMap<>();
    shared().forEach((name, sql) -> uses.put(entity + "." + name, sql));
    columns.forEach((name, sql) -> uses.put(entity + "." + name, sql));
    attributes.forEach((name, sql) -> uses.put(entity + ".attributes." + name, sql));
    if (when != null) {
      uses.put(entity + ".when", when);
    }
    return uses;
  }

  private static Table table(String entity) {
    return Entity.ALL.stream().filter(t -> t.name().equals(entity)).findFirst().orElseThrow();
  }

  /** Columns of the entity that a mapping fills under {@code columns}. */
  static Map<String, Column> own(Table table) {
    Set<String> shared =
        Set.of(
            Entity.SOURCE,
            Entity.SOURCE_KEY,
            Entity.EVENT_TIME,
            Entity.KNOWN_AT,
            Entity.VERSION,
            Entity.DELETED,
            Entity.CUSTOM,
            Entity.STATES,
            Entity.FILE,
            Entity.RECORD_NO,
            Entity.BATCH);
    Map<String, Column> own = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (!shared.contains(column.name())) {
        own.put(column.name(), column);
      }
    }
    return own;
  }

  private static Map<String, String> shared(
      String key, String eventTime, String knownAt, String version, String deleted) {
    Map<String, String> shared = new LinkedHashMap<>();
    put(shared, Entity.SOURCE_KEY, key);
    put(shared, Entity.EVENT_TIME, eventTime);
    put(shared, Entity.KNOWN_AT, knownAt);
    put(shared, Entity.VERSION, version);
    put(shared, Entity.DELETED, deleted);
    return shared;
  }

  private static void put(Map<String, String> map, String name, String sql) {
    if (sql != null) {
      map.put(name, sql);
    }
  }
}
