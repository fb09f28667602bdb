package io.holdfast.load;

import io.holdfast.table.GateFinding;

/**
 * Something about a delivery that is unlike its export's past.
 *
 * @param column column of an entity, such as payment.amount; empty: the delivery as a whole
 * @param sentence what was found and what is usual
 */
public record LoadFinding(Kind kind, Delivery delivery, String column, String sentence) {

  /** In a column of a delivery, in a sentence with its figures. */
  static LoadFinding of(
      Kind kind, Delivery now, ColumnProfile column, String sentence, Object... figures) {
    return new LoadFinding(kind, now, column.title(), Judge.say(sentence, figures));
  }

  /** In a delivery as a whole. */
  static LoadFinding of(Kind kind, Delivery now, String sentence, Object... figures) {
    return new LoadFinding(kind, now, "", Judge.say(sentence, figures));
  }

  /** The same for the same finding in the same data, whatever the run. */
  public String fingerprint() {
    return GateFinding.fingerprint(
        String.join(
            "|",
            kind.name(),
            delivery.title(),
            delivery.name(),
            column,
            Long.toString(delivery.records()),
            Long.toString(delivery.content())));
  }

  public String inWords() {
    return column.isEmpty()
        ? "%s: %s".formatted(delivery.inWords(), sentence)
        : "%s, %s: %s".formatted(delivery.inWords(), column, sentence);
  }
}
