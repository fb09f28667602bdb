package io.holdfast.job.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How tables are created, and rows fitted to tables that have other columns. */
final class Schemas {

  static String properties(StructType schema) {
    String properties =
        "'format-version'='2', 'write.parquet.compression-codec'='zstd',"
            + " 'write.distribution-mode'='none', 'write.spark.fanout.enabled'='true'";
    // Loads are named alike up to their day, and only the first letters tell files apart otherwise.
    return List.of(schema.fieldNames()).contains(Entity.BATCH)
        ? properties + ", 'write.metadata.metrics.column.%s'='full'".formatted(Entity.BATCH)
        : properties;
  }

  static void widen(org.apache.iceberg.Table table, StructType wanted) {
    List<StructField> missing =
        Arrays.stream(wanted.fields())
            .filter(field -> table.schema().findField(field.name()) == null)
            .toList();
    if (!missing.isEmpty()) {
      var update = table.updateSchema();
      missing.forEach(
          field ->
              update.addColumn(
                  field.name(),
                  org.apache.iceberg.spark.SparkSchemaUtil.convert(field.dataType())));
      update.commit();
    }
  }

  /** A lake of an earlier version lacks columns until something is appended. */
  static Dataset<Row> widened(Dataset<Row> rows, Table table) {
    boolean isWhole = List.of(rows.columns()).containsAll(table.columnNames());
    return isWhole ? rows : fit(rows, table.schema());
  }

  static Dataset<Row> fit(Dataset<Row> rows, StructType schema) {
    Set<String> present = Set.of(rows.columns());
    return rows.select(
        Arrays.stream(schema.fields())
            .map(
                field ->
                    present.contains(field.name())
                        ? col(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new));
  }

  private Schemas() {}
}
