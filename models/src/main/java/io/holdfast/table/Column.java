package io.holdfast.table;

import org.apache.spark.sql.types.DataType;

/**
 * One column of a table's contract.
 *
 * @param personal whether it may identify a person; such columns live in raw, contact and message
 *     tables only
 */
public record Column(String name, DataType type, String doc, boolean personal) {}
