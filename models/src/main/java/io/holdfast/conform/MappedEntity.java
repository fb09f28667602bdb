package io.holdfast.conform;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataType;

/**
 * One entity of an export and the columns in which an evaluation keeps what becomes of a record.
 *
 * @param condition column with the computed {@code when}
 * @param wanted column that says whether the record feeds the entity
 * @param reason column that says why it cannot
 */
record MappedEntity(
    EntityMapping mapping, String condition, String wanted, String reason, List<Value> values) {
  private static final Set<String> REQUIRED =
      Set.of(Entity.SOURCE_KEY, Entity.EVENT_TIME, Entity.KNOWN_AT);

  /**
   * One value of an entity.
   *
   * @param name column of the entity, or name of the attribute
   * @param plain whether the expression is only a field or a constant, which cannot fail
   * @param computed column with what the expression gives
   * @param typed column with that in the entity's type
   */
  record Value(
      String name,
      boolean attribute,
      String sql,
      boolean plain,
      DataType type,
      boolean required,
      String computed,
      String typed) {

    String title() {
      return (attribute ? "attribute " : "column ") + name;
    }
  }

  static MappedEntity of(EntityMapping mapping, int number) {
    String prefix = Evaluation.OWN + number + "_";
    List<Value> values = new ArrayList<>();
    for (var field : mapping.table().schema().fields()) {
      String sql = mapping.shared().getOrDefault(field.name(), mapping.columns().get(field.name()));
      if (sql != null) {
        boolean required = REQUIRED.contains(field.name());
        values.add(value(prefix, field.name(), false, sql, field.dataType(), required));
      }
    }
    mapping
        .attributes()
        .forEach((name, sql) -> values.add(value(prefix, name, true, sql, Table.STRING, false)));
    return new MappedEntity(
        mapping, prefix + "condition", prefix + "wanted", prefix + "reason", values);
  }

  private static Value value(
      String prefix, String name, boolean attribute, String sql, DataType type, boolean required) {
    String id = prefix + (attribute ? "attribute_" : "column_") + name.replace('`', '_');
    return new Value(
        name, attribute, sql, Expressions.isPlain(sql), type, required, id + "_computed", id);
  }

  Table table() {
    return mapping.table();
  }
}
