package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.holdfast.health.Health;
import io.holdfast.health.HealthConfig;
import io.holdfast.health.Warnings;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.FeatureWords;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Assesses the health of the active accounts of the day and warns early. */
public final class HealthStep implements Step {
  private final HealthConfig config;
  private final List<FeatureWords> words;

  public HealthStep(HealthConfig config, List<FeatureWords> words) {
    this.config = config;
    this.words = List.copyOf(words);
  }

  @Override
  public String name() {
    return "health";
  }

  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf().day();
    Dataset<Row> day =
        lake.read(Customer360.TABLE).where(col(Customer360.AS_OF).equalTo(lit(asOf)));
    Dataset<Row> health =
        Health.accountHealth(
            day, previous(lake.released(AccountHealth.TABLE), asOf), config, words);
    return StepResult.empty()
        .wrote(AccountHealth.TABLE, lake.replace(AccountHealth.TABLE, health))
        .wrote(
            EarlyWarning.TABLE,
            lake.replace(EarlyWarning.TABLE, Warnings.earlyWarning(day, config.warnings())));
  }

  /** The health of the last day before this one that was released. */
  private static Dataset<Row> previous(Dataset<Row> released, LocalDate asOf) {
    Dataset<Row> before = released.where(col(AccountHealth.AS_OF).lt(lit(asOf)));
    Row last = before.agg(max(AccountHealth.AS_OF)).head();
    return last.isNullAt(0)
        ? before
        : before.where(col(AccountHealth.AS_OF).equalTo(lit(last.get(0))));
  }
}
