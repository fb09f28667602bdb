package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Withdrawal;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Keeps of files that were taken back whether the next night loads the same content again. */
public final class DecideAgainStep implements Step {
  private final List<WithdrawnFile> files;

  /**
   * @param files as they are decided now; all alike
   */
  public DecideAgainStep(List<WithdrawnFile> files) {
    this.files = List.copyOf(files);
  }

  @Override
  public String name() {
    return "withdraw";
  }

  /** The lake first: the ledger, which lacks it until then, has the command do it again. */
  @Override
  public StepResult run(StepContext context) {
    boolean again = files.get(0).again();
    Lake lake = context.lake();
    Dataset<Row> kept = lake.read(Withdrawal.TABLE);
    Object[] names =
        kept.where(those())
            .select(Withdrawal.BATCH)
            .distinct()
            .as(Encoders.STRING())
            .collectAsList()
            .toArray();
    Column written = col(Withdrawal.BATCH).isin(names);
    Column decided = when(those(), lit(again)).otherwise(col(Withdrawal.AGAIN));
    lake.rewrite(
        Withdrawal.TABLE, written, kept.where(written).withColumn(Withdrawal.AGAIN, decided));
    context.control().withdrawals().again(files);
    return StepResult.empty()
        .saying(
            "%d files were taken back before and are %s"
                .formatted(files.size(), again ? "loaded again" : "not loaded again"));
  }

  private Column those() {
    Column those = lit(false);
    for (WithdrawnFile file : files) {
      those =
          those.or(
              col(Withdrawal.SOURCE)
                  .equalTo(file.source())
                  .and(col(Withdrawal.EXPORT).equalTo(file.export()))
                  .and(col(Withdrawal.FILE).equalTo(file.path()))
                  .and(col(Withdrawal.LOADED_BY).equalTo(file.batch())));
    }
    return those;
  }
}
