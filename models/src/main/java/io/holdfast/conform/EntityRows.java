package io.holdfast.conform;

import static io.holdfast.conform.Evaluation.STATE;
import static io.holdfast.conform.Evaluation.quoted;
import static io.holdfast.conform.Evaluation.select;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.when;

import io.holdfast.conform.MappedEntity.Value;
import io.holdfast.table.Entity;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import io.holdfast.table.UsageEvent;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** The rows that one mapping of an export gives its entity. */
final class EntityRows {
  private static final String ELEMENT = "element";

  private final NamedExport export;
  private final MappedEntity entity;
  private final EntityMapping mapping;
  private final ZoneId zone;

  EntityRows(NamedExport export, MappedEntity entity, ZoneId zone) {
    this.export = export;
    this.entity = entity;
    this.mapping = entity.mapping();
    this.zone = zone;
  }

  /** How many rows a record that is loaded gives. */
  static Column number(MappedEntity entity) {
    Column taken =
        entity.elements() == null
            ? when(col(entity.wanted()), 1L).otherwise(0L)
            : coalesce(size(Judgement.taken(entity)), lit(0)).cast(Table.COUNT);
    return entity.mapping().currentOnly().isEmpty() ? taken : taken.multiply(lit(2L));
  }

  /**
   * The versions, and where some of their values are today's only, as many again that speak of
   * nothing but these and are known since the end of the landing day.
   */
  List<Dataset<Row>> of(Dataset<Row> evaluated) {
    Dataset<Row> loaded = loaded(evaluated);
    Map<String, Column> shared = shared();
    Set<String> current = mapping.currentOnly();
    if (current.isEmpty()) {
      return List.of(rows(loaded, shared, states(), state -> true));
    }
    Column tracked = names(mapping.mapped().stream().filter(n -> !current.contains(n)).toList());
    Map<String, Column> known = new LinkedHashMap<>(shared);
    known.put(Entity.KNOWN_AT, landed(zone));
    known.put(Entity.DELETED, lit(false));
    return List.of(
        rows(loaded, shared, tracked, state -> !current.contains(state)),
        rows(loaded, known, names(List.copyOf(current)), current::contains));
  }

  private Dataset<Row> loaded(Dataset<Row> evaluated) {
    Dataset<Row> loaded = evaluated.where(col(STATE).equalTo(Conforming.LOADED));
    return entity.elements() == null
        ? loaded.where(col(entity.wanted()))
        : loaded.withColumn(ELEMENT, explode(Judgement.taken(entity)));
  }

  /** What the shared columns hold; the rest of the table's columns are null where not mapped. */
  private Map<String, Column> shared() {
    Map<String, Column> values = new LinkedHashMap<>();
    entity.values().stream()
        .filter(value -> mapping.shared().containsKey(value.name()) && !value.attribute())
        .forEach(value -> values.put(value.name(), typed(value)));
    Column event = values.get(Entity.EVENT_TIME);
    Column known = values.getOrDefault(Entity.KNOWN_AT, event == null ? landed(zone) : event);
    values.put(Entity.KNOWN_AT, known);
    values.put(Entity.EVENT_TIME, event == null ? known : event);
    values.put(Entity.SOURCE, lit(mapping.sourceOr(export.source())));
    values.put(
        Entity.DELETED, coalesce(values.getOrDefault(Entity.DELETED, lit(false)), lit(false)));
    if (export.siblings().versionFromKnown(mapping)) {
      values.put(Entity.VERSION, Conversion.instant(known));
    }
    for (String name : List.of(Entity.FILE, Entity.RECORD_NO, Entity.BATCH)) {
      values.put(name, col(name));
    }
    if (entity.table().equals(UsageEvent.TABLE)) {
      // Nobody uses a product after the event of it was received, whatever a device's clock says.
      values.put(Entity.EVENT_TIME, least(values.get(Entity.EVENT_TIME), known));
    }
    return values;
  }

  /** The end of the day on which a record landed. */
  static Column landed(ZoneId zone) {
    return to_utc_timestamp(date_add(col(RawRecord.LANDED_ON), 1), zone.getId())
        .minus(expr("interval 1 microsecond"));
  }

  /**
   * What a version speaks of: what is mapped, or what of it has a value, or the field that changed.
   * Usage has no versions.
   */
  private Column states() {
    if (mapping.changes() != null) {
      return entity.values().stream()
          .filter(value -> value.name().equals(Entity.STATES))
          .map(this::typed)
          .findFirst()
          .orElseThrow();
    }
    if (entity.table().equals(UsageEvent.TABLE)) {
      return lit(null).cast(Table.STRINGS);
    }
    return mapping.partial() == Partial.GIVEN ? given() : names(mapping.mapped());
  }

  private Column given() {
    Map<String, Column> values = new HashMap<>();
    entity.values().forEach(value -> values.put(value.state(), typed(value)));
    Column[] named =
        mapping.mapped().stream()
            .map(
                name ->
                    values.containsKey(name)
                        ? when(values.get(name).isNotNull(), lit(name))
                        : lit(name))
            .toArray(Column[]::new);
    return array_compact(array(named)).cast(Table.STRINGS);
  }

  private static Column names(List<String> names) {
    return array(names.stream().map(name -> lit(name)).toArray(Column[]::new)).cast(Table.STRINGS);
  }

  private Dataset<Row> rows(
      Dataset<Row> loaded, Map<String, Column> shared, Column states, Predicate<String> spoken) {
    Map<String, Column> values = new LinkedHashMap<>();
    for (Value value : entity.values()) {
      if (!value.attribute() && spoken.test(value.name())) {
        values.put(value.name(), typed(value));
      }
    }
    values.putAll(shared);
    values.put(Entity.CUSTOM, attributes(spoken));
    values.put(Entity.STATES, states);
    if (entity.table().equals(UsageEvent.TABLE)) {
      Column quantity = values.getOrDefault(UsageEvent.QUANTITY, lit(1.0));
      values.put(UsageEvent.QUANTITY, coalesce(quantity, lit(1.0)));
    }
    List<Column> all = new ArrayList<>();
    for (StructField field : entity.table().schema().fields()) {
      Column value = values.getOrDefault(field.name(), lit(null).cast(field.dataType()));
      all.add(value.as(field.name()));
    }
    return select(loaded, all);
  }

  private Column attributes(Predicate<String> spoken) {
    Column[] entries =
        entity.values().stream()
            .filter(value -> value.attribute() && spoken.test(value.state()))
            .map(
                value ->
                    struct(
                        lit(value.name()).as("key"),
                        Conversion.text(typed(value), value.type()).as("value")))
            .toArray(Column[]::new);
    return entries.length == 0
        ? lit(null).cast(Table.ATTRIBUTES)
        : map_from_entries(filter(array(entries), e -> e.getField("value").isNotNull()));
  }

  private Column typed(Value value) {
    return entity.elements() == null ? quoted(value.typed()) : col(ELEMENT).getField(value.typed());
  }
}
