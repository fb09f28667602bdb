package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

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
    List<Dataset<Row>> told = new ArrayList<>();
    for (Table table : Entity.ALL) {
      if (!table.equals(UsageEvent.TABLE)
          && loads.stream().anyMatch(load -> load.rows().getOrDefault(table.name(), 0L) > 0)) {
        Dataset<Row> rows = context.lake().read(table).where(col(Entity.BATCH).isin(batches));
        told.add(Corrections.told(rows, table.name()));
      }
    }
    return told.stream()
        .reduce(Dataset::union)
        .map(all -> Corrections.differing(all).collectAsList())
        .orElse(List.of())
        .stream()
        .map(Ties::words)
        .sorted()
        .toList();
  }

  private static String words(Row row) {
    Row example = row.getStruct(2);
    return "%d records of %s share key and times with another of this night and differ, such as %s %s; nothing says which is later, give the mapping a version"
        .formatted(row.getLong(1), row.getString(0), example.getString(0), example.getString(1));
  }

  private Ties() {}
}
