package io.holdfast.snapshot;

import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What snapshots are made of; rows known after the asked days may be among them and are not used.
 *
 * @param accounts account rows
 * @param links account_link rows
 * @param usage usage_daily rows
 * @param entities rows of subscription and of each entity that the catalogue names, by table name
 */
public record SnapshotInputs(
    Dataset<Row> accounts,
    Dataset<Row> links,
    Dataset<Row> usage,
    Map<String, Dataset<Row>> entities) {

  Dataset<Row> entity(String name) {
    Dataset<Row> rows = entities.get(name);
    if (rows == null) {
      throw new IllegalArgumentException(
          "Snapshots need the rows of %s; given are %s".formatted(name, entities.keySet()));
    }
    return rows;
  }
}
