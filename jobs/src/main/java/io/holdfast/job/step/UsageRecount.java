package io.holdfast.job.step;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Entity;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import io.holdfast.usage.DailyCells;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All daily cells anew from the events of all loads, in one commit. Cells of several loads lie in
 * one row once they were put side by side, so that no load can be taken out of them. The first
 * night that delivered an event counts, as it did night by night.
 */
final class UsageRecount {
  private static final String[] EVENT = {Entity.SOURCE, Entity.SOURCE_KEY};
  private static final String NIGHT = "_night";
  private static final String FIRST = "_first_night";
  private static final String LAST = "_last_night";
  private static final String NAME = "@recounted";

  /** Events delivered by several nights whose keys every task can hold. */
  private static final long FEW = 1_000_000;

  private final StepContext context;
  private final Catalogue catalogue;

  UsageRecount(StepContext context, Catalogue catalogue) {
    this.context = context;
    this.catalogue = catalogue;
  }

  /**
   * Counts again what was counted.
   *
   * @param apart first night from which on the cells of each surely lie in rows of their own, so
   *     that each of these nights can be built as it found the lake
   */
  void run(LocalDate apart) {
    Lake lake = context.lake();
    TreeMap<LocalDate, TreeSet<String>> nights = new TreeMap<>();
    Set<String> all = lake.batches(UsageEvent.TABLE);
    boolean few = all.stream().map(Batch::day).distinct().count() < UsageStep.MANY;
    for (String load : all) {
      LocalDate night = Batch.day(load);
      LocalDate group = few || !night.isBefore(apart) ? night : LocalDate.MIN;
      nights.computeIfAbsent(group, day -> new TreeSet<>()).add(load);
    }
    Dataset<Row> dated =
        lake.read(UsageEvent.TABLE)
            .withColumn(NIGHT, Batch.landed(col(Entity.BATCH), context.asOf().zone()));
    Dataset<Row> again =
        dated
            .groupBy(EVENT[0], EVENT[1])
            .agg(min(NIGHT).as(FIRST), max(NIGHT).as(LAST))
            .where(col(FIRST).lt(col(LAST)))
            .persist();
    try {
      Dataset<Row> first = first(dated, again.count() <= FEW ? broadcast(again) : again);
      Dataset<Row> cells =
          nights.values().stream()
              .map(loads -> cells(first, loads))
              .reduce(Dataset::union)
              .orElseGet(() -> lake.read(UsageDaily.TABLE).limit(0));
      lake.rewrite(UsageDaily.TABLE, lit(true), cells);
    } finally {
      again.unpersist();
    }
  }

  /** Of events that several nights delivered, only the rows of the first. */
  private static Dataset<Row> first(Dataset<Row> dated, Dataset<Row> again) {
    Column counts = col(FIRST).isNull().or(col(FIRST).equalTo(col(NIGHT)));
    return dated.join(again, EVENT, "left").where(counts).drop(NIGHT, FIRST, LAST);
  }

  private Dataset<Row> cells(Dataset<Row> first, Set<String> loads) {
    String last = loads.stream().max(Comparator.comparing(Batch::day)).orElseThrow();
    return DailyCells.of(
        first.where(col(Entity.BATCH).isin(loads.toArray())),
        catalogue,
        catalogue.cells().keySet(),
        context.asOf().zone(),
        last + NAME);
  }
}
