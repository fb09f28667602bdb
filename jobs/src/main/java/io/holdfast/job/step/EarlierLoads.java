package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.holdfast.conform.Corrections;
import io.holdfast.conform.NamedExport;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import io.holdfast.table.UsageEvent;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an export brought on earlier days, for a load of it to correct.
 *
 * @param any whether it brought anything
 */
record EarlierLoads(StepContext context, NamedExport export, String batch, boolean any) {

  static EarlierLoads of(StepContext context, NamedExport export, String batch) {
    boolean any =
        context.control().files().batches(export.source(), export.name()).stream()
            .anyMatch(other -> Batch.day(other).isBefore(Batch.day(batch)));
    return new EarlierLoads(context, export, batch, any);
  }

  /**
   * The rows of a load, those that correct earlier ones known since they landed. Usage events are
   * never corrected: the first delivery of one counts.
   *
   * @param number how many rows there are
   */
  Dataset<Row> corrected(Table table, Dataset<Row> rows, long number) {
    return corrected(table, rows, number, lit(true));
  }

  /**
   * The same, had only some of the earlier rows ever landed.
   *
   * @param counting which
   */
  Dataset<Row> corrected(Table table, Dataset<Row> rows, long number, Column counting) {
    if (!any || number == 0 || table.equals(UsageEvent.TABLE)) {
      return rows;
    }
    // What was known before the first of them cannot be corrected by any: its files stay unread.
    Object first = rows.agg(min(Entity.KNOWN_AT)).first().get(0);
    ZoneId zone = context.asOf().zone();
    Dataset<Row> earlier =
        context
            .lake()
            .read(table)
            .where(counting)
            .where(col(Entity.BATCH).geq(Batch.prefix(export)))
            .where(col(Entity.BATCH).lt(Batch.prefix(export) + Batch.day(batch)))
            .where(col(Entity.KNOWN_AT).geq(first));
    return Corrections.known(
        rows,
        earlier,
        number,
        Batch.landed(lit(batch), zone),
        Batch.landed(col(Entity.BATCH), zone));
  }
}
