package io.holdfast.job.step;

import io.holdfast.retention.Cohorts;
import io.holdfast.table.Account;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.CohortRetention;

/** The monthly cohort table, from the accounts' month-end MRR. */
public final class RetentionStep implements Step {

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public StepResult run(StepContext context) {
    long rows =
        context
            .lake()
            .replace(
                CohortRetention.TABLE,
                Cohorts.of(
                    context.lake().read(AccountMrr.TABLE),
                    context.lake().read(Account.TABLE),
                    context.asOf()));
    return StepResult.empty().wrote(CohortRetention.TABLE, rows);
  }
}
