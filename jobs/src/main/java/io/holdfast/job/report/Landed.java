package io.holdfast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.countDistinct;

import io.holdfast.table.Quarantine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Records as landed and those that went to quarantine, by source and export. */
public record Landed(List<Export> exports) {

  /** One kind of file. */
  public record Export(String name, long records, long quarantined) {}

  /**
   * @param records records landed, by {@code source.export}
   */
  static Landed read(Map<String, Long> records, Dataset<Row> quarantine) {
    Map<String, Long> rejected = new TreeMap<>();
    quarantine
        .groupBy(concat_ws(".", col(Quarantine.SOURCE), col(Quarantine.EXPORT)).as("name"))
        .agg(countDistinct(Quarantine.FILE, Quarantine.RECORD_NO).as("records"))
        .collectAsList()
        .forEach(row -> rejected.put(row.getAs("name"), Rows.count(row, "records")));
    return new Landed(
        records.entrySet().stream()
            .map(e -> new Export(e.getKey(), e.getValue(), rejected.getOrDefault(e.getKey(), 0L)))
            .toList());
  }

  public long records() {
    return exports.stream().mapToLong(Export::records).sum();
  }

  public long quarantined() {
    return exports.stream().mapToLong(Export::quarantined).sum();
  }
}
