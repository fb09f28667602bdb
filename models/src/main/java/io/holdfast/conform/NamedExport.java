package io.holdfast.conform;

import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;

/** One export of one source. */
public record NamedExport(String source, String name, Export export) {

  /** Name for people, such as {@code zendesk.tickets}. */
  public String title() {
    return source + "." + name;
  }

  public Table raw() {
    return RawRecord.of(source, name);
  }
}
