package io.holdfast.conform;

import io.holdfast.table.AttributeType;

/**
 * An attribute of the company's own. A mapping may give the {@code value} alone for one that is
 * text and tracked.
 *
 * @param value Spark SQL expression over the record's fields
 * @param type null: text
 * @param history null: tracked
 * @param personal whether it may identify a person, and so stays out of customer_360; null: not
 */
public record AttributeMapping(
    String value, AttributeType type, History history, Boolean personal) {

  public AttributeMapping {
    type = type == null ? AttributeType.TEXT : type;
    history = history == null ? History.TRACKED : history;
    personal = personal != null && personal;
  }

  /** Text, tracked, not personal. */
  public static AttributeMapping of(String value) {
    return new AttributeMapping(value, null, null, null);
  }
}
