package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.json_object_keys;
import static org.apache.spark.sql.functions.not;

import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.FileLedger;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Entity;
import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.Withdrawal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Takes the rows of landed files out of every table that loads fill, as if they had never landed.
 * Killed at any point it is run again: what depends on a row is set right before the row goes, raw
 * goes last of the tables, and only then do the ledgers forget the files.
 */
public final class WithdrawStep implements Step {
  private final List<WithdrawnFile> files;
  private final LocalDate rebuilt;
  private final UsageStep usage;
  private final List<NamedExport> exports;

  /**
   * @param rebuilt first released night that is built again; null: none is
   * @param exports that are mapped
   */
  public WithdrawStep(
      List<WithdrawnFile> files, LocalDate rebuilt, UsageStep usage, List<NamedExport> exports) {
    this.files = List.copyOf(files);
    this.rebuilt = rebuilt;
    this.usage = usage;
    this.exports = List.copyOf(exports);
  }

  /** As-of days of the nights that loaded files. */
  public static NavigableSet<LocalDate> nights(List<WithdrawnFile> files) {
    return files.stream()
        .map(file -> Batch.day(file.batch()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public String name() {
    return "withdraw";
  }

  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    List<TakenLoad> loads = TakenLoad.of(lake, files);
    context.control().withdrawals().begin(files);
    keep(context);
    CorrectedLoads corrected = new CorrectedLoads(context, exports);
    int setRight = 0;
    for (TakenLoad load : loads) {
      setRight += corrected.without(load);
      SentimentStep.without(lake, load);
      Entity.ALL.forEach(table -> load.removeFrom(lake, table));
      load.removeFrom(lake, Quarantine.TABLE);
      new ProfileOf(load).removeFindings(lake);
    }
    boolean recounted = recount(context, loads);
    for (TakenLoad load : loads) {
      forgetFields(context, load);
      load.removeFrom(lake, load.raw());
    }
    LoadContext looking = new LoadContext(context, new Appender(lake), LoadContext.KEPT);
    loads.forEach(load -> new ProfileOf(load).setRight(looking, exports));
    if (rebuilt != null) {
      context.control().models().forgetSince(rebuilt);
    }
    context.control().withdrawals().removed(files);
    return StepResult.empty().saying(note(setRight, recounted));
  }

  /** The lake remembers, even where the control database is lost. */
  private void keep(StepContext context) {
    files.stream()
        .collect(Collectors.groupingBy(WithdrawnFile::batch))
        .forEach(
            (batch, of) -> {
              String name =
                  "%s withdrawn %s"
                      .formatted(
                          batch,
                          Integer.toHexString(
                              of.stream().map(WithdrawnFile::path).sorted().toList().hashCode()));
              context.lake().append(Withdrawal.TABLE, Withdrawals.rows(context, of, name), name);
            });
  }

  private boolean recount(StepContext context, List<TakenLoad> loads) {
    Set<String> writes = context.lake().batches(UsageDaily.TABLE);
    boolean counted =
        loads.stream()
            .anyMatch(load -> writes.stream().anyMatch(write -> write.contains(load.batch())));
    if (counted) {
      usage.run(context);
      new UsageRecount(context, usage.catalogue()).run(rebuilt == null ? LocalDate.MAX : rebuilt);
    }
    return counted;
  }

  /** A field that only the load had is new again when it comes. */
  private static void forgetFields(StepContext context, TakenLoad load) {
    FileLedger ledger = context.control().files();
    Set<String> fields =
        new HashSet<>(ledger.fieldsSeenOn(load.day(), load.source(), load.export()));
    if (fields.isEmpty()) {
      return;
    }
    Dataset<Row> staying = context.lake().read(load.raw()).where(not(load.rows()));
    fields.removeAll(
        staying
            .select(explode(json_object_keys(col(RawRecord.RECORD))))
            .distinct()
            .as(Encoders.STRING())
            .collectAsList());
    ledger.forget(fields, load.source(), load.export());
  }

  private String note(int corrected, boolean recounted) {
    long records = files.stream().mapToLong(WithdrawnFile::records).sum();
    return "%d records of %d files taken back%s%s"
        .formatted(
            records,
            files.size(),
            corrected == 0 ? "" : "; tables of later loads that had corrected them: " + corrected,
            recounted ? "; usage counted again" : "");
  }
}
