package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Entity;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import io.holdfast.table.Versions;
import io.holdfast.usage.DailyCells;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Folds the usage events of new loads into daily cells, all of them in one write. */
public final class UsageStep implements Step {
  private static final String AND = ",";

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
    Set<String> done = rolledUp(lake);
    Set<String> fresh = new TreeSet<>(lake.batches(UsageEvent.TABLE));
    fresh.removeAll(done);
    if (fresh.isEmpty()) {
      return StepResult.empty().wrote(UsageDaily.TABLE, 0).saying("no new usage events");
    }
    String batch = String.join(AND, fresh);
    Dataset<Row> cells =
        DailyCells.of(events(lake, fresh, done), catalogue, context.asOf().zone(), batch);
    return StepResult.empty()
        .wrote(UsageDaily.TABLE, lake.append(UsageDaily.TABLE, cells, batch))
        .saying("loads rolled up: " + fresh.size());
  }

  /** Loads whose events are in the cells; a write of several loads is named by all of them. */
  private static Set<String> rolledUp(Lake lake) {
    return lake.batches(UsageDaily.TABLE).stream()
        .flatMap(batch -> Arrays.stream(batch.split(AND)))
        .collect(Collectors.toSet());
  }

  private static Dataset<Row> events(Lake lake, Set<String> fresh, Set<String> done) {
    Dataset<Row> all = lake.read(UsageEvent.TABLE);
    Dataset<Row> events = all.where(col(Entity.BATCH).isin(fresh.toArray()));
    Dataset<Row> unseen =
        done.isEmpty()
            ? events
            : DailyCells.unseen(events, all.where(col(Entity.BATCH).isin(done.toArray())));
    // Cells are never rewritten: a version of a part waits for what happened to be named.
    return EntityVersions.partial(Map.of(UsageEvent.TABLE.name(), events)).isEmpty()
        ? unseen
        : Versions.whole(unseen).where(col(UsageEvent.EVENT).isNotNull());
  }
}
