package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Entity;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import io.holdfast.table.Versions;
import io.holdfast.usage.DailyCells;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Folds the usage events of new loads into daily cells, all of them in one write; and those of all
 * loads for a metric that is new or counts something else now.
 */
public final class UsageStep implements Step {
  /** Writes after which the cells of a source key are put side by side again. */
  private static final int MANY = 28;

  /** Events whose keys every task can hold. */
  private static final long FEW = 1_000_000;

  /** Events of one task, whose cells fit into its memory. */
  private static final long OF_A_TASK = 1_000_000;

  private static final int FEWEST_TASKS = 2;

  private final Catalogue catalogue;

  public UsageStep(Catalogue catalogue) {
    this.catalogue = catalogue;
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
    for (Folded.Part part = folded.next(loads); part != null; part = folded.next(loads)) {
      written += fold(context, part, folded.write(part));
      rolledUp += part.loads().size();
      folded.done(part);
    }
    lake.compact(UsageDaily.TABLE, MANY, DailyCells::merged);
    return StepResult.empty()
        .wrote(UsageDaily.TABLE, written)
        .saying(rolledUp == 0 ? "no new usage events" : "loads rolled up: " + rolledUp);
  }

  private long fold(StepContext context, Folded.Part part, String write) {
    Lake lake = context.lake();
    Dataset<Row> all = lake.read(UsageEvent.TABLE);
    Dataset<Row> events = of(all, part.loads());
    long number = events.count();
    Dataset<Row> fresh =
        part.earlier().isEmpty()
            ? events
            : DailyCells.unseen(events, of(all, part.earlier()), number <= FEW);
    // Cells are never rewritten: a version of a part waits for what happened to be named.
    boolean isPartial = !EntityVersions.partial(Map.of(UsageEvent.TABLE.name(), events)).isEmpty();
    Dataset<Row> cells =
        DailyCells.of(
            isPartial ? Versions.whole(fresh).where(col(UsageEvent.EVENT).isNotNull()) : fresh,
            catalogue,
            part.metrics(),
            context.asOf().zone(),
            write,
            (int) Math.max(FEWEST_TASKS, number / OF_A_TASK));
    return lake.append(UsageDaily.TABLE, cells, write);
  }

  private static Dataset<Row> of(Dataset<Row> events, Set<String> loads) {
    return events.where(col(Entity.BATCH).isin(loads.toArray()));
  }
}
