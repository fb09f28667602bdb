package io.holdfast.conform;

import io.holdfast.table.Entity;
import io.holdfast.table.Invoice;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.types.DataType;

/**
 * One entity of an export and the columns in which an evaluation keeps what becomes of a record.
 *
 * @param elements where it keeps what becomes of the elements of {@code each}
 * @param condition column with the computed {@code when}
 * @param wanted column that says whether the record feeds the entity
 * @param reason column that says why it cannot
 */
record MappedEntity(
    EntityMapping mapping,
    Elements elements,
    String condition,
    String wanted,
    String reason,
    List<Value> values) {
  private static final Set<String> REQUIRED =
      Set.of(Entity.SOURCE_KEY, Entity.EVENT_TIME, Entity.KNOWN_AT);

  /** End of the names of columns that hold the key of a record. */
  private static final String KEY = "_key";

  /** What is known of a column's texts beyond their type. */
  enum Meaning {
    /** The key of a record, here or elsewhere. */
    KEY,
    /** A host, such as example.com. */
    DOMAIN,
    /** The code of a currency. */
    CURRENCY,
    /** The source's version, which is kept sortable. */
    VERSION,
    /** Nothing. */
    OTHER
  }

  /**
   * One value of an entity.
   *
   * @param name column of the entity, or name of the attribute
   * @param plain whether the expression is only a field or a constant, which cannot fail
   * @param shown the expression as the mapping has it
   * @param computed column with what the expression gives
   * @param typed column with that in the entity's type
   */
  record Value(
      String name,
      boolean attribute,
      String sql,
      boolean plain,
      String shown,
      DataType type,
      boolean required,
      String computed,
      String typed) {

    String title() {
      return (attribute ? "attribute " : "column ") + name;
    }

    /** Name in {@link Entity#STATES}. */
    String state() {
      return attribute ? EntityMapping.attribute(name) : name;
    }

    /** Whether every text fits. */
    boolean anyText() {
      return type.equals(Table.STRING) && meaning() != Meaning.CURRENCY && meaning() != Meaning.KEY;
    }

    /** What texts of the column mean beyond their type. */
    Meaning meaning() {
      if (attribute) {
        return Meaning.OTHER;
      }
      return switch (name) {
        case Entity.VERSION -> Meaning.VERSION;
        case Invoice.CURRENCY -> Meaning.CURRENCY;
        case SourceAccount.DOMAIN -> Meaning.DOMAIN;
        default -> name.endsWith(KEY) ? Meaning.KEY : Meaning.OTHER;
      };
    }
  }

  static MappedEntity of(EntityMapping mapping, int number, Siblings siblings) {
    String prefix = Evaluation.OWN + number + "_";
    List<Value> values = new ArrayList<>();
    Map<String, String> shared = mapping.shared();
    Map<String, String> own = mapping.values();
    Changes changes = mapping.changes();
    for (var field : mapping.table().schema().fields()) {
      String name = field.name();
      String sql = shared.getOrDefault(name, own.get(name));
      if (sql != null) {
        boolean changed = changes != null && !shared.containsKey(name);
        String shown = changed ? changes.value() : sql;
        values.add(
            value(prefix, name, false, sql, shown, field.dataType(), REQUIRED.contains(name)));
      }
    }
    mapping
        .attributes()
        .forEach(
            (name, a) ->
                values.add(
                    value(prefix, name, true, a.value(), a.value(), a.type().dataType(), false)));
    if (changes != null) {
      changes
          .attributeValues()
          .forEach(
              (name, sql) ->
                  values.add(
                      value(
                          prefix,
                          name,
                          true,
                          sql,
                          changes.value(),
                          siblings.type(mapping, name).dataType(),
                          false)));
      String states = changes.states(EntityMapping::attribute);
      values.add(value(prefix, Entity.STATES, false, states, changes.field(), Table.STRINGS, true));
    }
    return new MappedEntity(
        mapping,
        mapping.each() == null ? null : new Elements(prefix + "items", prefix),
        prefix + "condition",
        prefix + "wanted",
        prefix + "reason",
        values);
  }

  private static Value value(
      String prefix,
      String name,
      boolean attribute,
      String sql,
      String shown,
      DataType type,
      boolean required) {
    String id = prefix + (attribute ? "attribute_" : "column_") + name.replace('`', '_');
    return new Value(
        name,
        attribute,
        sql,
        Expressions.isPlain(sql),
        shown,
        type,
        required,
        id + "_computed",
        id);
  }

  Table table() {
    return mapping.table();
  }

  /** Column with what {@code each} names, as an array. */
  String array() {
    return elements.prefix() + "array";
  }

  /** Column that says why that is none. */
  String broken() {
    return elements.prefix() + "broken";
  }
}
