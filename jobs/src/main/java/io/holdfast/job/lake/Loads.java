package io.holdfast.job.lake;

import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.split;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.spark.CommitMetadata;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/** Which loads an appended table holds, as the summaries of its snapshots tell. */
final class Loads {
  /** Names the load whose rows a snapshot added. */
  static final String BROUGHT = "holdfast.batch";

  /** Names the load whose rows a snapshot took out, all of them. */
  static final String WITHDRAWN = "holdfast.withdrawn";

  static Set<String> of(org.apache.iceberg.Table table) {
    Set<String> loads = new TreeSet<>();
    StreamSupport.stream(table.snapshots().spliterator(), false)
        .sorted(Comparator.comparingLong(Snapshot::sequenceNumber))
        .forEach(snapshot -> apply(snapshot, loads));
    return loads;
  }

  private static void apply(Snapshot snapshot, Set<String> loads) {
    String brought = snapshot.summary().get(BROUGHT);
    String withdrawn = snapshot.summary().get(WITHDRAWN);
    if (brought != null) {
      loads.add(brought);
    }
    if (withdrawn != null) {
      loads.remove(withdrawn);
    }
  }

  /** Takes a whole load out of a table, which from then on does not hold it. */
  static void remove(SparkSession spark, String table, String batch) {
    String delete = "delete from %s where batch = :batch".formatted(table);
    CommitMetadata.withCommitProperties(
        Map.of(WITHDRAWN, batch),
        () -> spark.sql(delete, Map.of(Entity.BATCH, batch)),
        RuntimeException.class);
  }

  /** Takes one file of a load out of a table; without rows of it nothing is committed. */
  static void remove(SparkSession spark, String table, String batch, String file) {
    Map<String, Object> which = Map.of(Entity.BATCH, batch, Entity.FILE, file);
    String rows = "from %s where batch = :batch and file = :file".formatted(table);
    if (!spark.sql("select 1 " + rows, which).isEmpty()) {
      spark.sql("delete " + rows, which);
    }
  }

  /**
   * As-of day of the night that made a load, or of the last of the loads that one write of cells
   * names.
   */
  static Column day(Column batch) {
    Column last = element_at(split(batch, "@"), 1);
    return element_at(split(last, "\\."), -2).cast(Table.DAY);
  }

  private Loads() {}
}
