package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.control.WithdrawalLedger;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Withdrawal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** What was taken back, as the lake keeps it beside the control database. */
final class Withdrawals {

  /**
   * Holds a night while the rows of a file are half taken back. A control database that knows of no
   * withdrawal learns of those that the lake has.
   *
   * @throws HeldException naming the file and the command that finishes it
   */
  static void settle(StepContext context) {
    WithdrawalLedger ledger = context.control().withdrawals();
    List<WithdrawnFile> known = ledger.all();
    if (known.isEmpty() && !context.lake().batches(Withdrawal.TABLE).isEmpty()) {
      ledger.begin(kept(context.lake()));
      known = ledger.all();
    }
    List<WithdrawnFile> begun =
        known.stream().filter(file -> file.state() == WithdrawnFile.State.BEGUN).toList();
    if (!begun.isEmpty()) {
      throw new HeldException(unfinished(begun));
    }
  }

  private static String unfinished(List<WithdrawnFile> begun) {
    WithdrawnFile first = begun.get(0);
    boolean alone = begun.stream().filter(file -> file.isOf(first.title())).count() == 1;
    String name = alone ? first.path() : first.title();
    return "The withdrawal of %s is unfinished; run \"holdfast withdraw '%s'%s --because '%s'\" again, then the night"
        .formatted(name, name, first.again() ? " --again" : "", first.because());
  }

  private static List<WithdrawnFile> kept(Lake lake) {
    return lake.read(Withdrawal.TABLE).collectAsList().stream()
        .map(row -> file(lake, row))
        .toList();
  }

  private static WithdrawnFile file(Lake lake, Row row) {
    String source = row.getAs(Withdrawal.SOURCE);
    String export = row.getAs(Withdrawal.EXPORT);
    String path = row.getAs(Withdrawal.FILE);
    String batch = row.getAs(Withdrawal.LOADED_BY);
    Timestamp modified = row.getAs(Withdrawal.MODIFIED_AT);
    boolean there =
        !lake.read(RawRecord.of(source, export)).where(rows(batch, List.of(path))).isEmpty();
    return new WithdrawnFile(
        source,
        export,
        path,
        batch,
        row.getAs(Withdrawal.BYTES),
        modified == null ? 0 : modified.getTime(),
        row.getAs(Withdrawal.CONTENT),
        row.getAs(Withdrawal.RECORDS),
        LocalDate.parse(row.getAs(Withdrawal.WITHDRAWN_ON).toString()),
        row.getAs(Withdrawal.BECAUSE),
        row.getAs(Withdrawal.AGAIN),
        there ? WithdrawnFile.State.BEGUN : WithdrawnFile.State.REBUILT);
  }

  /** Rows of a load that come from files. */
  static Column rows(String batch, List<String> files) {
    return col(RawRecord.BATCH).equalTo(batch).and(col(RawRecord.FILE).isin(files.toArray()));
  }

  /** The files as rows of {@link Withdrawal#TABLE}. */
  static Dataset<Row> rows(StepContext context, List<WithdrawnFile> files, String batch) {
    List<Row> rows =
        files.stream()
            .map(
                f ->
                    RowFactory.create(
                        f.source(),
                        f.export(),
                        f.path(),
                        f.batch(),
                        java.sql.Date.valueOf(f.on()),
                        f.because(),
                        f.again(),
                        f.records(),
                        f.bytes(),
                        f.modified() == 0 ? null : new Timestamp(f.modified()),
                        f.hash(),
                        batch))
            .toList();
    return context.spark().createDataFrame(rows, Withdrawal.TABLE.schema());
  }

  private Withdrawals() {}
}
