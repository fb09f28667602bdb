package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.lake.Lake;
import io.holdfast.money.RecurringSpans;
import io.holdfast.outcome.Labels;
import io.holdfast.outcome.Outcomes;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Customer360;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.Subscription;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What happened after each snapshot, for every outcome of {@code outcomes.yaml}. */
public final class LabelStep implements Step {
  private final Outcomes outcomes;

  public LabelStep(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  @Override
  public String name() {
    return "label";
  }

  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    Dataset<Row> spans =
        AccountLink.resolve(
            RecurringSpans.of(EntityVersions.whole(lake, Subscription.TABLE), context.asOf()),
            lake.read(AccountLink.TABLE));
    long rows =
        lake.replace(
            OutcomeLabel.TABLE,
            Labels.of(
                lookedBackOn(lake.read(Customer360.TABLE), context),
                spans,
                outcomes,
                context.config().rates(),
                context.asOf()));
    return StepResult.empty().wrote(OutcomeLabel.TABLE, rows);
  }

  /** Other days that are released, of nights or backfills, stay and are not looked at again. */
  private static Dataset<Row> lookedBackOn(Dataset<Row> snapshots, StepContext context) {
    LocalDate day = context.asOf().day();
    List<LocalDate> days = new ArrayList<>(context.config().history().before(day));
    days.add(day);
    return snapshots.where(col(Customer360.AS_OF).isin(days.toArray()));
  }
}
