package io.holdfast.check;

/** What a check that is not met does to the night. */
public enum Severity {
  /** It is reported; the night goes on. */
  WARN,
  /** Nothing is released: exit 3. */
  HOLD
}
