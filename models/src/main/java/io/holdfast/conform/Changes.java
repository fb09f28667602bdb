package io.holdfast.conform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Records that each tell the change of one field, as field histories do.
 *
 * @param field Spark SQL expression of the source's field that changed
 * @param value Spark SQL expression of what it became; null: became empty
 * @param columns column of the entity by the source's field; other fields feed nothing
 * @param attributes attribute by the source's field
 */
public record Changes(
    String field, String value, Map<String, String> columns, Map<String, String> attributes) {

  public Changes {
    Complaints complaints = new Complaints();
    if (field == null) {
      complaints.add("field is required: an expression that gives which field changed");
    } else {
      complaints.addAll("field", Expressions.problems(field));
    }
    if (value == null) {
      complaints.add("value is required: an expression that gives what the field became");
    } else {
      complaints.addAll("value", Expressions.problems(value));
    }
    if (columns.isEmpty() && attributes.isEmpty()) {
      complaints.add("columns and attributes are empty; say which fields feed what");
    }
    complaints.throwIfAny();
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Columns and their values: null unless it is theirs that changed. */
  Map<String, String> columnValues() {
    return values(columns);
  }

  /** Attributes and their values: null unless it is theirs that changed. */
  Map<String, String> attributeValues() {
    return values(attributes);
  }

  private Map<String, String> values(Map<String, String> targets) {
    Map<String, Set<String>> fields = new TreeMap<>();
    targets.forEach(
        (name, target) -> fields.computeIfAbsent(target, t -> new TreeSet<>()).add(name));
    Map<String, String> values = new TreeMap<>();
    fields.forEach(
        (target, names) ->
            values.put(
                target,
                "CASE WHEN (%s) IN (%s) THEN (%s) END".formatted(field, texts(names), value)));
    return values;
  }

  /** True of a record whose field feeds something. */
  String wanted() {
    Set<String> fields = new TreeSet<>(columns.keySet());
    fields.addAll(attributes.keySet());
    return "(%s) IN (%s)".formatted(field, texts(fields));
  }

  /** The columns that a record speaks of, as an array. */
  String states(UnaryOperator<String> attribute) {
    Map<String, List<String>> targets = new TreeMap<>();
    columns.forEach((name, column) -> add(targets, name, column));
    attributes.forEach((name, target) -> add(targets, name, attribute.apply(target)));
    String cases =
        targets.entrySet().stream()
            .map(e -> "WHEN %s THEN array(%s)".formatted(text(e.getKey()), texts(e.getValue())))
            .collect(Collectors.joining(" "));
    return "CASE (%s) %s END".formatted(field, cases);
  }

  private static void add(Map<String, List<String>> targets, String name, String target) {
    targets.computeIfAbsent(name, n -> new ArrayList<>()).add(target);
  }

  private static String texts(Collection<String> names) {
    return new LinkedHashSet<>(names).stream().map(Changes::text).collect(Collectors.joining(", "));
  }

  private static String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
