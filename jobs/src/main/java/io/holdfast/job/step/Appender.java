package io.holdfast.job.step;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Table;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Appends for several exports at once, to one table one after the other. */
final class Appender {
  private final Lake lake;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  Appender(Lake lake) {
    this.lake = lake;
  }

  /** Rows of the batch in the table; no rows make no commit. */
  long append(Table table, Dataset<Row> rows, String batch, long expected) {
    if (expected == 0) {
      return 0;
    }
    synchronized (locks.computeIfAbsent(table.name(), name -> new Object())) {
      return lake.append(table, rows, batch);
    }
  }
}
