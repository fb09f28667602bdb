package io.holdfast.table;

import org.apache.spark.sql.types.DataType;

/** What an attribute of the company's own holds; it is kept as text all the same. */
public enum AttributeType {
  TEXT,
  NUMBER,
  FLAG,
  /** An instant, written as {@code 2024-03-01T10:00:00.000000Z}. */
  TIME;

  /** The type that its text can be cast to. */
  public DataType dataType() {
    return switch (this) {
      case TEXT -> Table.STRING;
      case NUMBER -> Table.NUMBER;
      case FLAG -> Table.FLAG;
      case TIME -> Table.TIME;
    };
  }
}
