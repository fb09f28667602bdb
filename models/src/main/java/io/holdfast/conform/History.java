package io.holdfast.conform;

/** What a source keeps of the past of a value. */
public enum History {
  /** Its changes. */
  TRACKED,
  /** Nothing, but it is true since its own event. */
  EVENT_TIME,
  /** Nothing; it never changes. */
  STATIC,
  /** Nothing: the value is today's, unknown before it first landed. */
  CURRENT_ONLY
}
