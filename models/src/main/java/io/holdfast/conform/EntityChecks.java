package io.holdfast.conform;

import io.holdfast.table.Column;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import io.holdfast.table.UsageEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Everything that can be wrong with the mapping of one entity. */
final class EntityChecks {
  private final Complaints complaints = new Complaints();
  private final String entity;
  private final Map<String, String> columns;
  private final Map<String, AttributeMapping> attributes;

  EntityChecks(
      String entity, Map<String, String> columns, Map<String, AttributeMapping> attributes) {
    this.entity = entity;
    this.columns = columns;
    this.attributes = attributes;
  }

  /** Columns of the entity that a mapping fills under {@code columns}. */
  static Map<String, Column> own(Table table) {
    Map<String, Column> own = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (!Entity.SHARED.contains(column.name())) {
        own.put(column.name(), column);
      }
    }
    return own;
  }

  EntityChecks ofTarget(String source, Changes changes, Map<String, History> history) {
    List<String> known = Entity.ALL.stream().map(Table::name).toList();
    Optional<Table> table = Entity.ALL.stream().filter(t -> t.name().equals(entity)).findFirst();
    if (entity == null) {
      complaints.add("entity is required; known: " + String.join(", ", known));
    } else if (table.isEmpty()) {
      complaints.add(
          "entity '%s' does not exist; %s".formatted(entity, Complaints.hint(entity, known)));
    } else {
      Set<String> own = own(table.get()).keySet();
      columns("columns", columns.keySet(), own);
      if (changes != null) {
        columns("changes.columns", new TreeSet<>(changes.columns().values()), own);
      }
    }
    for (String column : history.keySet()) {
      if (!columns.containsKey(column)) {
        complaints.add(
            "history.%s is not among columns; %s"
                .formatted(column, Complaints.hint(column, columns.keySet())));
      } else if (history.get(column) == null) {
        complaints.add("history.%s says nothing; such as current_only".formatted(column));
      }
    }
    if (source != null && !source.matches(Mapping.NAME)) {
      complaints.add("source '%s' is not a name such as zendesk".formatted(source));
    }
    return this;
  }

  private void columns(String key, Collection<String> given, Set<String> own) {
    for (String column : given) {
      if (!own.contains(column)) {
        complaints.add(
            "%s.%s is not a column of %s; %s"
                .formatted(key, column, entity, Complaints.hint(column, own)));
      }
    }
  }

  EntityChecks ofExpressions(String each, String when, Map<String, String> shared) {
    if (!shared.containsKey(Entity.SOURCE_KEY)) {
      complaints.add("key is required: the source's own key of the record");
    }
    shared.forEach((name, sql) -> complaints.addAll(name, Expressions.problems(sql)));
    if (when != null) {
      complaints.addAll("when", Expressions.problems(when));
    }
    if (each != null && !Expressions.isField(each) && !Expressions.isArray(each)) {
      complaints.add(
          "each '%s' is not a field such as lines.data, nor a list such as split(ids, ';')"
              .formatted(each));
    } else if (each != null) {
      complaints.addAll("each", Expressions.problems(each));
    }
    columns.forEach((name, sql) -> complaints.addAll("columns." + name, Expressions.problems(sql)));
    attributes.forEach(
        (name, attribute) ->
            complaints.addAll(
                "attributes." + name,
                Expressions.problems(attribute == null ? null : attribute.value())));
    return this;
  }

  EntityChecks ofVersions(
      boolean partial, String deleted, Changes changes, Map<String, History> history) {
    if (changes != null && !(columns.isEmpty() && attributes.isEmpty())) {
      complaints.add("changes stands instead of columns and attributes; name them below changes");
    }
    if (partial && changes == null && columns.isEmpty() && attributes.isEmpty()) {
      complaints.add("partial says that it speaks of what it maps, but it maps nothing");
    }
    if (partial && deleted != null) {
      complaints.add("deleted is for whole records; one that speaks of a part deletes nothing");
    }
    boolean whole =
        !partial
            && !history.containsValue(History.CURRENT_ONLY)
            && attributes.values().stream()
                .noneMatch(a -> a != null && a.history() == History.CURRENT_ONLY);
    if (UsageEvent.TABLE.name().equals(entity) && !whole) {
      complaints.add(
          "usage_event has no versions: partial, changes and current_only are not for it");
    }
    return this;
  }

  void throwIfAny() {
    complaints.throwIfAny();
  }
}
