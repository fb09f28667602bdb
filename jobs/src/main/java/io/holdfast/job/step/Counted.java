package io.holdfast.job.step;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.holdfast.conform.Conforming;
import io.holdfast.conform.Unreadable;
import io.holdfast.job.control.LandedFile;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.job.landing.RawFiles;
import io.holdfast.table.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What one pass over the evaluated records of a load tells, before anything of it is written.
 * Whatever else shall be known of a load by then is one more aggregate here.
 *
 * @param files a row of aggregates for each file, by path
 */
record Counted(Map<String, Row> files) {

  /**
   * @param needed fields that are asked of every file, by dotted name
   * @param more aggregates beside those that every load needs, each with a name of its own
   */
  static Counted of(
      Dataset<Row> evaluated, Conforming conforming, List<String> needed, List<Column> more) {
    List<Column> all = new ArrayList<>(conforming.counts());
    all.addAll(conforming.contents());
    all.add(bool_and(col(Unreadable.REASON).isNotNull()).as(Unreadable.REASON));
    for (String field : needed) {
      Column lacks = array_contains(col(RawFiles.ABSENT), field);
      all.add(bool_and(coalesce(lacks, col(Unreadable.REASON).isNotNull())).as(absent(field)));
    }
    all.add(Remarks.aggregate());
    all.addAll(more);
    Map<String, Row> files = new TreeMap<>();
    evaluated
        .groupBy(RawRecord.FILE)
        .agg(all.get(0), all.subList(1, all.size()).toArray(Column[]::new))
        .collectAsList()
        .forEach(row -> files.put(row.getAs(RawRecord.FILE), row));
    return new Counted(files);
  }

  private static String absent(String field) {
    return "absent " + field;
  }

  /** Sum of a count over all files. */
  long sum(String name) {
    return files.values().stream().mapToLong(row -> ((Number) row.getAs(name)).longValue()).sum();
  }

  long records(String file) {
    return files.get(file).<Long>getAs(Conforming.LANDED);
  }

  /** Whether no record of a file can be read. */
  boolean isUnreadable(String file) {
    return files.get(file).<Boolean>getAs(Unreadable.REASON);
  }

  /** Whether no record of a file that can be read has a field. */
  boolean lacks(String file, String field) {
    return files.get(file).<Boolean>getAs(absent(field));
  }

  Remarks remarks() {
    return Remarks.of(files);
  }

  /** The files as the ledger keeps them, those without a record among them. */
  List<LandedFile> landed(List<LandingFile> all) {
    Map<String, Long> bytes = new TreeMap<>();
    files.keySet().forEach(path -> bytes.put(path, 0L));
    all.forEach(file -> bytes.put(file.path(), file.bytes()));
    List<LandedFile> landed = new ArrayList<>();
    bytes.forEach(
        (path, size) -> {
          Row row = files.get(path);
          landed.add(
              row == null
                  ? new LandedFile(path, size, 0, 0, 0)
                  : new LandedFile(
                      path,
                      size,
                      row.<Long>getAs(Conforming.LANDED),
                      row.<Long>getAs(Conforming.QUARANTINED),
                      row.<Long>getAs(Conforming.IGNORED)));
        });
    return landed;
  }
}
