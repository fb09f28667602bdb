package io.holdfast.conform;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mappings for tests, most of which say little. */
final class Mappings {
  private final String entity;
  private String each;
  private String when;
  private String key = "id";
  private String eventTime;
  private String knownAt;
  private String version;
  private String deleted;
  private Partial partial;
  private Map<String, String> columns = Map.of();
  private Changes changes;
  private Map<String, History> history = Map.of();
  private final Map<String, AttributeMapping> attributes = new LinkedHashMap<>();

  private Mappings(String entity) {
    this.entity = entity;
  }

  static Mappings entity(String entity) {
    return new Mappings(entity);
  }

  static NamedExport export(String decimal, EntityMapping... entities) {
    return export(decimal, List.of(entities), "told nowhere else");
  }

  static NamedExport export(List<EntityMapping> entities, String ignored) {
    return export(null, entities, ignored);
  }

  private static NamedExport export(String decimal, List<EntityMapping> entities, String ignored) {
    return new NamedExport(
        "crm",
        "things",
        new Export(
            List.of("f.csv"),
            null,
            null,
            null,
            null,
            decimal,
            entities,
            List.of(),
            Map.of(),
            null,
            null,
            ignored));
  }

  /** An export whose times without an offset are in a zone. */
  static NamedExport in(ZoneId zone, EntityMapping... entities) {
    NamedExport export = export(null, entities);
    return new NamedExport(
        export.source(), export.name(), export.export(), export.siblings(), zone, export.macros());
  }

  Mappings each(String field) {
    this.each = field;
    return this;
  }

  Mappings when(String sql) {
    this.when = sql;
    return this;
  }

  Mappings key(String sql) {
    this.key = sql;
    return this;
  }

  Mappings eventTime(String sql) {
    this.eventTime = sql;
    return this;
  }

  Mappings knownAt(String sql) {
    this.knownAt = sql;
    return this;
  }

  Mappings version(String sql) {
    this.version = sql;
    return this;
  }

  Mappings deleted(String sql) {
    this.deleted = sql;
    return this;
  }

  Mappings partial() {
    this.partial = Partial.TRUE;
    return this;
  }

  Mappings given() {
    this.partial = Partial.GIVEN;
    return this;
  }

  Mappings columns(Map<String, String> all) {
    this.columns = all;
    return this;
  }

  Mappings changes(Changes all) {
    this.changes = all;
    return this;
  }

  Mappings history(Map<String, History> all) {
    this.history = all;
    return this;
  }

  Mappings attributes(Map<String, String> all) {
    all.forEach((name, sql) -> attributes.put(name, AttributeMapping.of(sql)));
    return this;
  }

  Mappings attribute(String name, AttributeMapping attribute) {
    attributes.put(name, attribute);
    return this;
  }

  EntityMapping build() {
    return new EntityMapping(
        entity,
        null,
        each,
        when,
        key,
        eventTime,
        knownAt,
        version,
        deleted,
        partial,
        columns,
        changes,
        history,
        attributes);
  }
}
