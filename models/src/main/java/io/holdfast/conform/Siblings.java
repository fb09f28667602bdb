package io.holdfast.conform;

import io.holdfast.table.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What mappings of the same source say of the same entities: a record that speaks of a part must
 * agree with those that speak of the whole.
 *
 * @param source of the mapping
 * @param numberedByTime entities whose whole records have a time for their version, by source
 * @param types of attributes by {@code source.entity.attribute}
 */
record Siblings(String source, Set<String> numberedByTime, Map<String, AttributeType> types) {

  static Siblings of(String source, List<EntityMapping> entities) {
    Set<String> numbered = new TreeSet<>();
    Map<String, AttributeType> types = new TreeMap<>();
    for (EntityMapping entity : entities) {
      String title = title(source, entity);
      if (!entity.isPartial() && entity.versionIsTime()) {
        numbered.add(title);
      }
      entity
          .attributes()
          .forEach((name, attribute) -> types.putIfAbsent(title + "." + name, attribute.type()));
    }
    return new Siblings(source, numbered, types);
  }

  /** Whether the version of a part must be the time at which it was known. */
  boolean versionFromKnown(EntityMapping entity) {
    return entity.isPartial()
        && entity.version() == null
        && numberedByTime.contains(title(source, entity));
  }

  /** Type of an attribute that a change of a field feeds. */
  AttributeType type(EntityMapping entity, String attribute) {
    return types.getOrDefault(title(source, entity) + "." + attribute, AttributeType.TEXT);
  }

  private static String title(String source, EntityMapping entity) {
    return entity.sourceOr(source) + "." + entity.entity();
  }
}
