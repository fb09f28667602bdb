package io.holdfast.job.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.job.control.Release;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final String BATCH_PROPERTY = "holdfast.batch";

  private final SparkSession spark;
  private final String catalog;
  private final String run;
  private final LocalDate day;
  private final Optional<Release> release;

  /**
   * The lake as a run sees it.
   *
   * @param catalog name under which it was registered
   * @param run id of the run; its branches are named by it
   * @param release the current release, if there is one
   */
  public IcebergLake(
      SparkSession spark, String catalog, String run, LocalDate day, Optional<Release> release) {
    this.spark = spark;
    this.catalog = catalog;
    this.run = run;
    this.day = day;
    this.release = release;
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
      return iceberg(table).isPresent() ? widened(spark.table(name(table)), table) : none(table);
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

  private Dataset<Row> none(Table table) {
    return spark.createDataFrame(List.of(), table.schema());
  }

  @Override
  public Set<String> batches(Table table) {
    Set<String> batches = new TreeSet<>();
    iceberg(table)
        .ifPresent(
            t ->
                t.snapshots()
                    .forEach(
                        s ->
                            Optional.ofNullable(s.summary().get(BATCH_PROPERTY))
                                .ifPresent(batches::add)));
    return batches;
  }

  @Override
  public long append(Table table, Dataset<Row> rows, String batch) {
    if (table.kind() != Table.Kind.APPENDED) {
      throw new IllegalArgumentException("Table %s is derived; replace it".formatted(table.name()));
    }
    create(table, table.schema());
    if (!batches(table).contains(batch)) {
      write(
          table
                  .conform(rows)
                  .writeTo(name(table))
                  .option("snapshot-property." + BATCH_PROPERTY, batch)
              ::append);
    }
    long added = 0;
    for (Snapshot snapshot : iceberg(table).orElseThrow().snapshots()) {
      if (batch.equals(snapshot.summary().get(BATCH_PROPERTY))) {
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
    Dataset<Row> fitted = fit(rows, spark.table(name(table)).schema());
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
                  properties(wanted)));
      return iceberg(table).orElseThrow();
    }
    widen(existing.get(), wanted);
    return existing.get();
  }

  private static String properties(StructType schema) {
    String properties =
        "'format-version'='2', 'write.parquet.compression-codec'='zstd',"
            + " 'write.distribution-mode'='none', 'write.spark.fanout.enabled'='true'";
    // Loads are named alike up to their day, and only the first letters tell files apart otherwise.
    return List.of(schema.fieldNames()).contains(Entity.BATCH)
        ? properties + ", 'write.metadata.metrics.column.%s'='full'".formatted(Entity.BATCH)
        : properties;
  }

  private void widen(org.apache.iceberg.Table table, StructType wanted) {
    List<StructField> missing =
        Arrays.stream(wanted.fields())
            .filter(field -> table.schema().findField(field.name()) == null)
            .toList();
    if (!missing.isEmpty()) {
      var update = table.updateSchema();
      missing.forEach(
          field ->
              update.addColumn(
                  field.name(),
                  org.apache.iceberg.spark.SparkSchemaUtil.convert(field.dataType())));
      update.commit();
    }
  }

  /** A lake of an earlier version lacks columns until something is appended. */
  private static Dataset<Row> widened(Dataset<Row> rows, Table table) {
    boolean isWhole = List.of(rows.columns()).containsAll(table.columnNames());
    return isWhole ? rows : fit(rows, table.schema());
  }

  private static Dataset<Row> fit(Dataset<Row> rows, StructType schema) {
    Set<String> present = Set.of(rows.columns());
    return rows.select(
        Arrays.stream(schema.fields())
            .map(
                field ->
                    present.contains(field.name())
                        ? col(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new));
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
    String tag = "release_" + run;
    SnapshotRef existing = table.refs().get(tag);
    if (existing == null) {
      table.manageSnapshots().createTag(tag, snapshot).commit();
    } else if (existing.snapshotId() != snapshot) {
      table.manageSnapshots().replaceTag(tag, snapshot).commit();
    }
  }

  /** Moves main of every released table to its tag and drops the branches; can be repeated. */
  public void fastForward(List<Table> derived) {
    for (Table table : derived) {
      iceberg(table)
          .filter(t -> t.refs().containsKey(branch(run)))
          .ifPresent(
              t -> {
                t.manageSnapshots().fastForwardBranch("main", branch(run)).commit();
                t.manageSnapshots().removeBranch(branch(run)).commit();
              });
    }
  }
}
