package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.landing.RawFiles;
import io.holdfast.table.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the reading of files told beside their records.
 *
 * @param fields those that were never seen before
 * @param broken why files cannot be loaded
 * @param notices of files that are loaded nevertheless
 */
record Remarks(Set<String> fields, List<String> broken, List<String> notices) {

  /**
   * @param read rows with the columns that {@link RawFiles} gives beside those of raw
   */
  static Remarks of(Dataset<Row> read) {
    Set<String> fields = new TreeSet<>();
    Set<String> broken = new TreeSet<>();
    Set<String> notices = new TreeSet<>();
    List<Row> rows =
        read.where(
                col(RawFiles.FRESH)
                    .isNotNull()
                    .or(col(RawFiles.BROKEN).isNotNull())
                    .or(col(RawFiles.NOTICE).isNotNull()))
            .select(RawRecord.FILE, RawFiles.FRESH, RawFiles.BROKEN, RawFiles.NOTICE)
            .collectAsList();
    for (Row row : rows) {
      if (!row.isNullAt(1)) {
        fields.addAll(row.getList(1));
      }
      if (!row.isNullAt(2)) {
        broken.add(row.getString(2));
      }
      if (!row.isNullAt(3)) {
        notices.add("file %s %s".formatted(row.getString(0), row.getString(3)));
      }
    }
    return new Remarks(fields, new ArrayList<>(broken), new ArrayList<>(notices));
  }
}
