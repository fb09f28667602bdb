package io.holdfast.conform;

/**
 * Of what a record speaks. Every record speaks of the columns that its mapping maps, and of no
 * others.
 */
public enum Partial {
  /** Also of when it happened and whether it is deleted: what the columns say is the record. */
  FALSE,
  /** Only of these columns; one that is empty was emptied. */
  TRUE,
  /** Only of those of them that have a value, as events do: what they do not name stays. */
  GIVEN
}
