package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.holdfast.conform.Conforming;
import io.holdfast.conform.Corrections;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.lake.Lake;
import io.holdfast.job.landing.RawFiles;
import io.holdfast.table.Entity;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import io.holdfast.table.UsageEvent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * A record that corrects an earlier one is known since it landed. Where the earlier one is taken
 * back there is nothing to correct: the load of the later one is conformed again from raw, as if it
 * had never found the other.
 */
final class CorrectedLoads {
  private final StepContext context;
  private final List<NamedExport> exports;

  /**
   * @param exports that are mapped; the loads of any other are left alone
   */
  CorrectedLoads(StepContext context, List<NamedExport> exports) {
    this.context = context;
    this.exports = exports;
  }

  /** Sets right what corrected records of a load that is still there; can be repeated. */
  int without(TakenLoad taken) {
    return taken.in(exports).map(export -> without(taken, export)).orElse(0);
  }

  private int without(TakenLoad taken, NamedExport export) {
    int loads = 0;
    for (Table table : new Conforming(export, context.asOf().zone()).tables()) {
      if (!table.equals(UsageEvent.TABLE)) {
        for (String batch : correcting(taken, table)) {
          rewrite(export, table, batch, taken);
          loads++;
        }
      }
    }
    return loads;
  }

  /** Loads of later nights with rows known since they landed, of a key that is taken back. */
  private Set<String> correcting(TakenLoad taken, Table table) {
    Lake lake = context.lake();
    if (!lake.batches(table).contains(taken.batch())) {
      return new TreeSet<>();
    }
    Dataset<Row> later =
        lake.read(table)
            .where(taken.later())
            .where(
                col(Entity.KNOWN_AT)
                    .equalTo(Batch.landed(col(Entity.BATCH), context.asOf().zone())));
    return new TreeSet<>(
        Corrections.sharing(later, taken.rows(lake, table))
            .select(Entity.BATCH)
            .distinct()
            .as(Encoders.STRING())
            .collectAsList());
  }

  private void rewrite(NamedExport export, Table table, String batch, TakenLoad taken) {
    Conforming conforming = new Conforming(export, context.asOf().zone());
    Dataset<Row> raw =
        context
            .lake()
            .read(export.raw())
            .where(col(RawRecord.BATCH).equalTo(batch))
            .withColumn(RawFiles.ABSENT, lit(null).cast(Table.STRINGS))
            .withColumn(RawFiles.FRESH, lit(null).cast(Table.STRINGS))
            .withColumn(RawFiles.BROKEN, lit(null).cast(Table.STRING))
            .withColumn(RawFiles.NOTICE, lit(null).cast(Table.STRING));
    Dataset<Row> rows = conforming.entities(conforming.evaluate(raw), table);
    Dataset<Row> corrected =
        EarlierLoads.of(context, export, batch)
            .corrected(table, rows, rows.count(), not(taken.rows()));
    context.lake().rewrite(table, col(Entity.BATCH).equalTo(batch), corrected);
  }
}
