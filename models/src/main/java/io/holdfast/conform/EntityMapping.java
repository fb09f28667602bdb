package io.holdfast.conform;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.NumericType;

/**
 * How a record becomes a version of one entity. {@code each} to {@code deleted}, the columns and
 * the attributes are Spark SQL expressions over the record's fields, which are strings.
 *
 * @param source source of the entity's rows when it is not the mapping's own, or null
 * @param each array of the record whose every element becomes a row: a field, or an expression that
 *     gives an array, such as {@code split(ids, ';')}. Its fields are {@code item.x}, its place
 *     from 1 {@code item_no}; null: the record itself does
 * @param when records for which it is not true feed nothing here; null: all do
 * @param knownAt null: {@code eventTime}; if that is null too, the end of the landing day
 * @param version the source's own; null: what was known last counts
 * @param partial of what the record speaks; null: of all that is mapped
 * @param columns by column of the entity
 * @param changes instead of columns and attributes: each record is the change of one field
 * @param history by column that is mapped; tracked when not named
 * @param attributes the company's own, by name
 */
public record EntityMapping(
    String entity,
    String source,
    String each,
    String when,
    String key,
    String eventTime,
    String knownAt,
    String version,
    String deleted,
    Partial partial,
    Map<String, String> columns,
    Changes changes,
    Map<String, History> history,
    Map<String, AttributeMapping> attributes) {
  /** Expressions that make times of what they read. */
  private static final String OF_TIMES = "(?is).*(timestamp|to_date|datediff|as date).*";

  public EntityMapping {
    partial = changes != null ? Partial.TRUE : partial == null ? Partial.FALSE : partial;
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    history = Collections.unmodifiableMap(new TreeMap<>(history));
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    new EntityChecks(entity, columns, attributes)
        .ofTarget(source, changes, history)
        .ofExpressions(each, when, shared(key, eventTime, knownAt, version, deleted))
        .ofVersions(partial != Partial.FALSE, deleted, changes, history)
        .throwIfAny();
  }

  /** The entity's table. */
  public Table table() {
    return Entity.ALL.stream().filter(t -> t.name().equals(entity)).findFirst().orElseThrow();
  }

  /** Source of its rows. */
  String sourceOr(String own) {
    return source == null ? own : source;
  }

  /** Expressions of the shared columns that are mapped, by column. */
  Map<String, String> shared() {
    return shared(key, eventTime, knownAt, version, deleted);
  }

  /** Expressions of the entity's own columns that are mapped, by column. */
  public Map<String, String> values() {
    return changes == null ? columns : changes.columnValues();
  }

  /** Numbers that are mapped, such as {@code invoice.amount}. */
  List<String> numbers() {
    return table().columns().stream()
        .filter(column -> column.type() instanceof NumericType)
        .filter(column -> values().containsKey(column.name()))
        .map(column -> entity + "." + column.name())
        .toList();
  }

  /** What selects the records that feed it, or null when all do. */
  String condition() {
    if (changes == null) {
      return when;
    }
    return when == null ? changes.wanted() : "(%s) AND %s".formatted(when, changes.wanted());
  }

  /** Mapped columns of which only today's value is known; none when the whole record is so. */
  Set<String> currentOnly() {
    Set<String> names = new LinkedHashSet<>();
    if (eventTime != null || knownAt != null) {
      history.forEach((name, kept) -> add(names, name, kept));
      attributes.forEach((name, mapping) -> add(names, attribute(name), mapping.history()));
    }
    return names;
  }

  private static void add(Set<String> names, String name, History kept) {
    if (kept == History.CURRENT_ONLY) {
      names.add(name);
    }
  }

  /** Every field of the record that some expression reads, as parts of its name. */
  Set<List<String>> fields() {
    Set<List<String>> fields = new LinkedHashSet<>();
    uses().values().forEach(sql -> fields.addAll(Expressions.fields(sql)));
    fields.removeIf(path -> ofElement(path) || path.equals(List.of(Fields.LANDED_AT)));
    return fields;
  }

  /** Every field of an element that some expression reads, as parts of its name. */
  public Set<List<String>> elementFields() {
    Set<List<String>> fields = new LinkedHashSet<>();
    uses().values().forEach(sql -> fields.addAll(Expressions.fields(sql)));
    fields.removeIf(path -> !path.get(0).equals(Elements.ITEM) || !ofElement(path));
    return fields;
  }

  /**
   * Fields that a time is made of, or on which it depends whether there is a record or it was
   * deleted: where one holds a placeholder it is empty.
   */
  Set<List<String>> datedFields() {
    Set<String> dated = new LinkedHashSet<>(Set.of(Entity.DELETED, "when"));
    for (var column : table().schema().fields()) {
      if (column.dataType().equals(Table.TIME) || column.dataType().equals(Table.DAY)) {
        dated.add(column.name());
      }
    }
    Set<List<String>> fields = new LinkedHashSet<>();
    uses()
        .forEach(
            (use, sql) -> {
              if (dated.contains(use.substring(entity.length() + 1)) || sql.matches(OF_TIMES)) {
                fields.addAll(Expressions.fields(sql));
              }
            });
    return fields;
  }

  private boolean ofElement(List<String> path) {
    return each != null && Elements.OF_ELEMENT.contains(path.get(0));
  }

  /** Expressions that read a field, by what they feed, such as {@code subscription.mrr}. */
  Map<String, String> uses() {
    Map<String, String> uses = new LinkedHashMap<>();
    shared().forEach((name, sql) -> uses.put(entity + "." + name, sql));
    values().forEach((name, sql) -> uses.put(entity + "." + name, sql));
    attributes.forEach((name, a) -> uses.put(entity + "." + attribute(name), a.value()));
    if (changes != null) {
      changes
          .attributeValues()
          .forEach((name, sql) -> uses.put(entity + "." + attribute(name), sql));
    }
    if (condition() != null) {
      uses.put(entity + ".when", condition());
    }
    if (each != null) {
      uses.put(entity + ".each", each);
    }
    return uses;
  }

  /** How {@link Entity#STATES} names an attribute. */
  static String attribute(String name) {
    return Entity.CUSTOM + "." + name;
  }

  /** Whether versions are numbered by a time, as far as the expressions tell. */
  boolean versionIsTime() {
    return version != null
        && (version.equals(knownAt) || version.equals(eventTime) || Expressions.isTime(version));
  }

  /** Whether a record speaks of some of what is known of it only. */
  boolean isPartial() {
    return partial != Partial.FALSE;
  }

  /**
   * Columns and attributes that a record speaks of: those that are mapped. Who tells when it was
   * known beside when it happened speaks of the latter, too; a single time only dates what is told.
   * A whole record also says that it is there.
   */
  List<String> mapped() {
    List<String> mapped = new ArrayList<>(columns.keySet());
    if (!isPartial() || (eventTime != null && knownAt != null)) {
      mapped.add(Entity.EVENT_TIME);
    }
    if (!isPartial()) {
      mapped.add(Entity.DELETED);
    }
    attributes.keySet().forEach(name -> mapped.add(attribute(name)));
    return mapped;
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
