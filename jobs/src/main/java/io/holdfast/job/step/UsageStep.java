package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_date;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.Entity;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import io.holdfast.usage.DailyCells;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Folds the usage events of new loads into daily cells, all of them in one write; and those of all
 * loads for a metric that is new or counts something else now.
 */
public final class UsageStep implements Step {
  /** Writes after which the cells of a source key are put side by side again. */
  static final int MANY = 28;

  /** Events whose keys every task can hold. */
  private static final long FEW = 1_000_000;

  private final Catalogue catalogue;

  public UsageStep(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Catalogue catalogue() {
    return catalogue;
  }

  @Override
  public String name() {
    return "usage";
  }

  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    Set<String> loads = lake.batches(UsageEvent.TABLE);
    Folded folded = new Folded(catalogue, lake.batches(UsageDaily.TABLE));
    long written = 0;
    int rolledUp = 0;
    Set<String> writes = new TreeSet<>();
    for (Folded.Part part = folded.next(loads); part != null; part = folded.next(loads)) {
      String write = folded.write(part);
      written += fold(context, part, write);
      if (part.metrics().equals(catalogue.cells().keySet())) {
        writes.add(write);
      }
      rolledUp += part.loads().size();
      folded.done(part);
    }
    lake.compact(UsageDaily.TABLE, MANY, DailyCells::merged);
    return StepResult.empty()
        .wrote(UsageDaily.TABLE, written)
        .saying(
            rolledUp == 0
                ? "no new usage events"
                : "loads rolled up: " + rolledUp + late(lake, writes));
  }

  /** What of the loads happened on days that are released: only later snapshots can know it. */
  private static String late(Lake lake, Set<String> writes) {
    Row released =
        lake.released(Customer360.TABLE).agg(max(unix_date(col(Customer360.AS_OF)))).first();
    if (released.isNullAt(0) || writes.isEmpty()) {
      return "";
    }
    Row late =
        lake.read(UsageDaily.TABLE)
            .where(col(UsageDaily.BATCH).isin(writes.toArray()))
            .select(explode(col(UsageDaily.EVENT_DAYS)).as("day"))
            .where(col("day").leq(released.getInt(0)))
            .agg(count(lit(1)), min("day"))
            .first();
    return late.getLong(0) == 0
        ? ""
        : "; %d cells came late, of days from %s to %s that are released"
            .formatted(late.getLong(0), day(late), day(released));
  }

  private static LocalDate day(Row row) {
    return LocalDate.ofEpochDay(row.getInt(row.size() - 1));
  }

  private long fold(StepContext context, Folded.Part part, String write) {
    Lake lake = context.lake();
    Dataset<Row> all = lake.read(UsageEvent.TABLE);
    Dataset<Row> events = of(all, part.loads());
    Dataset<Row> fresh =
        part.earlier().isEmpty()
            ? events
            : DailyCells.unseen(events, of(all, part.earlier()), events.count() <= FEW);
    Dataset<Row> cells =
        DailyCells.of(fresh, catalogue, part.metrics(), context.asOf().zone(), write);
    return lake.append(UsageDaily.TABLE, cells, write);
  }

  private static Dataset<Row> of(Dataset<Row> events, Set<String> loads) {
    return events.where(col(Entity.BATCH).isin(loads.toArray()));
  }
}
