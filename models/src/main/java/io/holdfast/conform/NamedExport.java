package io.holdfast.conform;

import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.time.ZoneId;

/**
 * One export of one source.
 *
 * @param siblings what the source's other exports say of the same entities
 * @param zone of times without an offset; null: the company's
 * @param macros what its expressions may call
 */
public record NamedExport(
    String source, String name, Export export, Siblings siblings, ZoneId zone, Macros macros) {

  /** An export that stands alone. */
  public NamedExport(String source, String name, Export export) {
    this(source, name, export, Siblings.of(source, export.entities()));
  }

  /** An export without macros, in the company's time zone. */
  public NamedExport(String source, String name, Export export, Siblings siblings) {
    this(source, name, export, siblings, null, Macros.NONE);
  }

  /** Name for people, such as {@code zendesk.tickets}. */
  public String title() {
    return source + "." + name;
  }

  /**
   * Sixteen hexadecimal digits over what decides how its records become rows: another value, other
   * rows of the same files. Which files it takes, when they are late, what its gate overrules,
   * comments and the order of keys do not count.
   *
   * @param company zone of times without an offset where the mapping names none
   */
  public String fingerprint(ZoneId company) {
    return MappingFingerprint.of(this, company);
  }

  public Table raw() {
    return RawRecord.of(source, name);
  }
}
