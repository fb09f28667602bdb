package io.holdfast.table;

import static io.holdfast.table.Table.ATTRIBUTES;
import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.STRINGS;
import static io.holdfast.table.Table.TIME;

/**
 * The columns that every entity begins with. Not a part of {@link Entity}: that lists the entities,
 * so the two would wait for each other when an entity is the first class of them to be loaded.
 */
final class EntityTable {

  static Table of(String name, String grain) {
    return Table.of(
            name, Table.Kind.APPENDED, "version of " + grain, "", Entity.SOURCE, Entity.SOURCE_KEY)
        .with(Entity.SOURCE, STRING, "system it comes from")
        .with(Entity.SOURCE_KEY, STRING, "the source's own key of the record")
        .with(Entity.EVENT_TIME, TIME, "when it happened or takes effect")
        .with(Entity.KNOWN_AT, TIME, "when it could first be known")
        .with(
            Entity.VERSION,
            STRING,
            "the source's own version, sortable as text; the last one counts, whenever it was known")
        .with(Entity.DELETED, FLAG, "whether the source deleted it with this version")
        .with(Entity.CUSTOM, ATTRIBUTES, "the company's own attributes, by name")
        .with(
            Entity.STATES,
            STRINGS,
            "columns that this version speaks of, an attribute as attributes.NAME; the others stay"
                + " as other versions say; null: all")
        .with(Entity.FILE, STRING, "landed file it came from")
        .with(Entity.RECORD_NO, COUNT, "record number in that file, from 1")
        .with(Entity.BATCH, STRING, "load that brought it");
  }

  private EntityTable() {}
}
