package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.conform.Corrections;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import io.holdfast.table.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Records of one night that have one key and one time, and differ. */
final class Ties {

  /** What is to be said of them, a sentence a table; found in one query. */
  static List<String> inWords(StepContext context, List<Loaded> loads) {
    Object[] batches = loads.stream().map(Loaded::batch).toArray();
    List<Dataset<Row>> counted = new ArrayList<>();
    for (Table table : Entity.ALL) {
      if (!table.equals(UsageEvent.TABLE)
          && loads.stream().anyMatch(load -> load.rows().getOrDefault(table.name(), 0L) > 0)) {
        Dataset<Row> rows = context.lake().read(table).where(col(Entity.BATCH).isin(batches));
        counted.add(Corrections.differing(rows).withColumn("name", lit(table.name())));
      }
    }
    List<String> words = new ArrayList<>();
    counted.stream()
        .reduce(Dataset::union)
        .ifPresent(
            all ->
                all.where(col("differing").gt(0))
                    .collectAsList()
                    .forEach(row -> words.add(words(row))));
    return words;
  }

  private static String words(Row row) {
    Row example = row.getStruct(1);
    return "%d records of %s share key and times with another of this night and differ, such as %s %s; nothing says which is later, give the mapping a version"
        .formatted(row.getLong(0), row.getString(2), example.getString(0), example.getString(1));
  }

  private Ties() {}
}
