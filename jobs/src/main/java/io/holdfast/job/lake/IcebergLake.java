package io.holdfast.job.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.job.control.Release;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The lake on Apache Iceberg. */
public final class IcebergLake implements Lake {
  private final SparkSession spark;
  private final String catalog;
  private final String run;
  private final LocalDate day;
  private final Optional<Release> release;

  /** As-of day of the last night whose loads are read; null: all are. */
  private final LocalDate landedBy;

  /**
   * The lake as a run sees it.
   *
   * @param catalog name under which it was registered
   * @param run id of the run; its branches are named by it
   * @param release the current release, if there is one
   */
  public IcebergLake(
      SparkSession spark, String catalog, String run, LocalDate day, Optional<Release> release) {
    this(spark, catalog, run, day, release, null);
  }

  private IcebergLake(
      SparkSession spark,
      String catalog,
      String run,
      LocalDate day,
      Optional<Release> release,
      LocalDate landedBy) {
    this.spark = spark;
    this.catalog = catalog;
    this.run = run;
    this.day = day;
    this.release = release;
    this.landedBy = landedBy;
  }

  /** The same lake as a night found it: loads of later nights are not read. */
  public IcebergLake asOfNight(LocalDate night) {
    return new IcebergLake(spark, catalog, run, day, release, night);
  }

  static String branch(String run) {
    return "run_" + run;
  }

  String name(Table table) {
    return "%s.%s.%s".formatted(catalog, IcebergCatalog.NAMESPACE, table.name());
  }

  /** The Iceberg table, if it was ever written. */
  Optional<org.apache.iceberg.Table> iceberg(Table table) {
    try {
      return Optional.of(Spark3Util.loadIcebergTable(spark, name(table)));
    } catch (NoSuchTableException e) {
      return Optional.empty();
    } catch (ParseException e) {
      throw new IllegalArgumentException("Not a table name: " + name(table), e);
    }
  }

  @Override
  public Dataset<Row> read(Table table) {
    if (table.kind() == Table.Kind.APPENDED) {
      return iceberg(table).isPresent()
          ? landed(Schemas.widened(spark.table(name(table)), table))
          : none(table);
    }
    boolean written = iceberg(table).map(t -> t.refs().containsKey(branch(run))).orElse(false);
    return written ? spark.table(name(table) + ".branch_" + branch(run)) : released(table);
  }

  @Override
  public Dataset<Row> released(Table table) {
    if (table.kind() == Table.Kind.APPENDED) {
      return read(table);
    }
    Long snapshot = release.map(r -> r.snapshots().get(table.name())).orElse(null);
    return snapshot == null
        ? none(table)
        : spark.read().option("versionAsOf", snapshot).table(name(table));
  }

  @Override
  public boolean readsNight(LocalDate night) {
    return landedBy == null || !night.isAfter(landedBy);
  }

  private Dataset<Row> landed(Dataset<Row> rows) {
    return landedBy == null ? rows : rows.where(Loads.day(col(Entity.BATCH)).leq(lit(landedBy)));
  }

  private Dataset<Row> none(Table table) {
    return spark.createDataFrame(List.of(), table.schema());
  }

  @Override
  public Set<String> batches(Table table) {
    return iceberg(table).map(Loads::of).orElseGet(TreeSet::new);
  }

  @Override
  public long append(Table table, Dataset<Row> rows, String batch) {
    if (table.kind() != Table.Kind.APPENDED) {
      throw new IllegalArgumentException("Table %s is derived; replace it".formatted(table.name()));
    }
    create(table, table.schema());
    if (batches(table).contains(batch)) {
      // Files of it may have been taken out since, so that its snapshots do not tell.
      return spark.table(name(table)).where(col(Entity.BATCH).equalTo(batch)).count();
    }
    write(
        table.conform(rows).writeTo(name(table)).option("snapshot-property." + Loads.BROUGHT, batch)
            ::append);
    long added = 0;
    for (Snapshot snapshot : iceberg(table).orElseThrow().snapshots()) {
      if (batch.equals(snapshot.summary().get(Loads.BROUGHT))) {
        added += added(snapshot);
      }
    }
    return added;
  }

  @Override
  public void compact(Table table, int appends, UnaryOperator<Dataset<Row>> merged) {
    if (appends(table) >= appends) {
      Dataset<Row> rows = table.conform(merged.apply(read(table)));
      write(() -> rows.writeTo(name(table)).overwrite(lit(true)));
    }
  }

  @Override
  public void remove(Table table, String batch, Set<String> files) {
    if (!batches(table).contains(batch)) {
      return;
    }
    if (files.isEmpty()) {
      Loads.remove(spark, name(table), batch);
    } else {
      files.forEach(file -> Loads.remove(spark, name(table), batch, file));
    }
  }

  @Override
  public void rewrite(Table table, Column which, Dataset<Row> rows) {
    write(() -> table.conform(rows).writeTo(name(table)).overwrite(which));
  }

  private int appends(Table table) {
    int appends = 0;
    for (Snapshot snapshot : iceberg(table).map(t -> t.snapshots()).orElse(List.of())) {
      appends = snapshot.operation().equals(DataOperations.APPEND) ? appends + 1 : 0;
    }
    return appends;
  }

  @Override
  public long replace(Table table, Dataset<Row> rows) {
    table.conform(rows);
    org.apache.iceberg.Table target = create(table, rows.schema());
    branch(table, target);
    Dataset<Row> fitted = Schemas.fit(rows, spark.table(name(table)).schema());
    String branch = name(table) + ".branch_" + branch(run);
    if (table.kind() == Table.Kind.DERIVED) {
      write(() -> fitted.writeTo(branch).overwrite(lit(true)));
    } else {
      replaceDays(table, fitted, branch);
    }
    target.refresh();
    return added(target.snapshot(branch(run)));
  }

  /** The day of the run goes even when it has no rows any more; its other days stay. */
  private void replaceDays(Table table, Dataset<Row> rows, String branch) {
    spark.sql("delete from %s where %s = date'%s'".formatted(branch, table.partition(), day));
    write(() -> rows.writeTo(branch).overwritePartitions());
  }

  private static boolean isEmpty(Snapshot snapshot) {
    return snapshot == null || snapshot.summary().getOrDefault("total-records", "0").equals("0");
  }

  private static long added(Snapshot snapshot) {
    return Long.parseLong(snapshot.summary().getOrDefault("added-records", "0"));
  }

  private void branch(Table contract, org.apache.iceberg.Table table) {
    if (table.refs().containsKey(branch(run))) {
      return;
    }
    Long from = release.map(r -> r.snapshots().get(contract.name())).orElse(null);
    if (from == null) {
      table.manageSnapshots().createBranch(branch(run)).commit();
      if (release.isPresent() && !isEmpty(table.snapshot(branch(run)))) {
        // A release without the table stands for a lake that never had it, whatever main holds.
        spark.sql("delete from %s.branch_%s".formatted(name(contract), branch(run)));
      }
    } else {
      table.manageSnapshots().createBranch(branch(run), from).commit();
    }
  }

  private org.apache.iceberg.Table create(Table table, StructType wanted) {
    Optional<org.apache.iceberg.Table> existing = iceberg(table);
    if (existing.isEmpty()) {
      var columns = new ArrayList<String>();
      for (StructField field : wanted.fields()) {
        columns.add("`%s` %s".formatted(field.name(), field.dataType().sql()));
      }
      spark.sql(
          "create table if not exists %s (%s) using iceberg %s tblproperties (%s)"
              .formatted(
                  name(table),
                  String.join(", ", columns),
                  table.partition().isEmpty() ? "" : "partitioned by (" + table.partition() + ")",
                  Schemas.properties(wanted)));
      return iceberg(table).orElseThrow();
    }
    Schemas.widen(existing.get(), wanted);
    return existing.get();
  }

  private interface Writing {
    void run() throws NoSuchTableException;
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (NoSuchTableException e) {
      throw new IllegalStateException("The table vanished while it was written", e);
    }
  }

  /**
   * Tags the head of every derived table that this run wrote.
   *
   * @return snapshot id by table name of what the release shall hold; tables that the run did not
   *     write keep the snapshot of the last release
   */
  public Map<String, Long> tag(List<Table> derived) {
    Map<String, Long> snapshots = new TreeMap<>();
    for (Table table : derived) {
      iceberg(table)
          .ifPresent(
              t -> {
                SnapshotRef head = t.refs().get(branch(run));
                if (head != null) {
                  tag(t, head.snapshotId());
                  snapshots.put(table.name(), head.snapshotId());
                } else {
                  release
                      .map(r -> r.snapshots().get(table.name()))
                      .ifPresent(s -> snapshots.put(table.name(), s));
                }
              });
    }
    return snapshots;
  }

  private void tag(org.apache.iceberg.Table table, long snapshot) {
    String tag = tagged(run);
    SnapshotRef existing = table.refs().get(tag);
    if (existing == null) {
      table.manageSnapshots().createTag(tag, snapshot).commit();
    } else if (existing.snapshotId() != snapshot) {
      table.manageSnapshots().replaceTag(tag, snapshot).commit();
    }
  }

  /**
   * Sets main of every released table to what the run wrote, wherever it was, and drops the
   * branches; can be repeated.
   */
  public void fastForward(List<Table> derived) {
    for (Table table : derived) {
      iceberg(table).ifPresent(t -> fastForward(t, table));
    }
  }

  private void fastForward(org.apache.iceberg.Table table, Table contract) {
    SnapshotRef head = table.refs().get(branch(run));
    Long own =
        release
            .filter(r -> r.run().equals(run))
            .map(r -> r.snapshots().get(contract.name()))
            .orElse(head == null ? null : Long.valueOf(head.snapshotId()));
    if (own != null) {
      main(table, own);
    }
    if (head != null) {
      table.manageSnapshots().removeBranch(branch(run)).commit();
    }
  }

  /** Drops what the run wrote and nobody is to read; can be repeated. */
  public void abandon(List<Table> derived) {
    for (Table table : derived) {
      iceberg(table)
          .ifPresent(
              t -> {
                if (t.refs().containsKey(branch(run))) {
                  t.manageSnapshots().removeBranch(branch(run)).commit();
                }
                if (t.refs().containsKey(tagged(run))) {
                  t.manageSnapshots().removeTag(tagged(run)).commit();
                }
              });
    }
  }

  private static String tagged(String run) {
    return "release_" + run;
  }

  private static void main(org.apache.iceberg.Table table, long snapshot) {
    SnapshotRef main = table.refs().get(SnapshotRef.MAIN_BRANCH);
    if (main != null && main.snapshotId() == snapshot) {
      return;
    }
    if (main != null) {
      table.manageSnapshots().replaceBranch(SnapshotRef.MAIN_BRANCH, snapshot).commit();
    } else {
      table.manageSnapshots().createBranch(SnapshotRef.MAIN_BRANCH, snapshot).commit();
    }
  }
}
