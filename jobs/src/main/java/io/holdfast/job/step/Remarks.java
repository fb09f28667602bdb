package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.holdfast.job.landing.RawFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * What the reading of files told beside their records.
 *
 * @param fields those that were never seen before
 * @param broken why files cannot be loaded
 * @param refused why files are left out though others load, by path
 * @param notices of files that are loaded nevertheless
 */
record Remarks(
    Set<String> fields, List<String> broken, Map<String, String> refused, List<String> notices) {

  private static final String NAME = "remarks";

  /** What is said of a file, as an aggregate over rows as {@link RawFiles} gives them. */
  static Column aggregate() {
    Column fresh = col(RawFiles.FRESH);
    Column broken = col(RawFiles.BROKEN);
    Column refused = col(RawFiles.REFUSED);
    Column notice = col(RawFiles.NOTICE);
    Column any =
        fresh.isNotNull().or(broken.isNotNull()).or(refused.isNotNull()).or(notice.isNotNull());
    return collect_list(when(any, struct(fresh, broken, refused, notice))).as(NAME);
  }

  /**
   * @param files a row with the aggregate for each file, by path
   */
  static Remarks of(Map<String, Row> files) {
    Set<String> fields = new TreeSet<>();
    Set<String> broken = new TreeSet<>();
    Map<String, String> refused = new TreeMap<>();
    Set<String> notices = new TreeSet<>();
    files.forEach(
        (file, counts) -> {
          for (Row row : counts.<Row>getList(counts.fieldIndex(NAME))) {
            if (!row.isNullAt(0)) {
              fields.addAll(row.getList(0));
            }
            if (!row.isNullAt(1)) {
              broken.add(row.getString(1));
            }
            if (!row.isNullAt(2)) {
              refused.put(file, row.getString(2));
            }
            if (!row.isNullAt(3)) {
              notices.add("file %s %s".formatted(file, row.getString(3)));
            }
          }
        });
    return new Remarks(fields, new ArrayList<>(broken), refused, new ArrayList<>(notices));
  }
}
