package io.holdfast.conform;

import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;

/**
 * One export of one source.
 *
 * @param siblings what the source's other exports say of the same entities
 */
public record NamedExport(String source, String name, Export export, Siblings siblings) {

  /** An export that stands alone. */
  public NamedExport(String source, String name, Export export) {
    this(source, name, export, Siblings.of(source, export.entities()));
  }

  /** Name for people, such as {@code zendesk.tickets}. */
  public String title() {
    return source + "." + name;
  }

  public Table raw() {
    return RawRecord.of(source, name);
  }
}
