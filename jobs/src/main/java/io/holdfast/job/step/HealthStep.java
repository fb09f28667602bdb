package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.health.Health;
import io.holdfast.health.HealthConfig;
import io.holdfast.health.KeptColumns;
import io.holdfast.health.KeptColumns.Kept;
import io.holdfast.health.Warnings;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.Lineage;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Assesses the health of the active accounts of the day and warns early. */
public final class HealthStep implements Step {
  private final HealthConfig config;
  private final Catalogue catalogue;
  private final List<NamedExport> exports;

  /**
   * @param catalogue says what the columns of customer_360 are computed from
   * @param mappings say which exports that comes from
   */
  public HealthStep(HealthConfig config, Catalogue catalogue, List<Mapping> mappings) {
    this.config = config;
    this.catalogue = catalogue;
    this.exports = mappings.stream().flatMap(mapping -> mapping.named().stream()).toList();
  }

  @Override
  public String name() {
    return "health";
  }

  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    LocalDate asOf = context.asOf().day();
    List<FeatureWords> words = catalogue.words();
    Dataset<Row> snapshots = lake.released(Customer360.TABLE);
    KeptColumns kept = kept(context, snapshots);
    Dataset<Row> day =
        kept.of(
            lake.read(Customer360.TABLE).where(col(Customer360.AS_OF).equalTo(lit(asOf))),
            snapshots);
    Dataset<Row> health =
        Health.accountHealth(
            day, previous(lake.released(AccountHealth.TABLE), asOf), config, words, kept);
    return StepResult.empty()
        .wrote(AccountHealth.TABLE, lake.replace(AccountHealth.TABLE, health))
        .wrote(
            EarlyWarning.TABLE,
            lake.replace(EarlyWarning.TABLE, Warnings.earlyWarning(day, config.warnings(), kept)))
        .saying(String.join(" ", kept.sentences(config.columns(), words)));
  }

  /** What late and odd exports feed, as of the last snapshot that was released before. */
  private KeptColumns kept(StepContext context, Dataset<Row> snapshots) {
    List<Kept> all = new ArrayList<>();
    for (Degraded degraded : Degraded.counting(Degraded.on(context, exports))) {
      Set<String> columns = Lineage.columns(catalogue, degraded.entities());
      if (!columns.isEmpty()) {
        all.add(new Kept(columns, lastBefore(snapshots, degraded.since()), degraded.reason()));
      }
    }
    return new KeptColumns(all);
  }

  private static LocalDate lastBefore(Dataset<Row> snapshots, LocalDate day) {
    Row last =
        snapshots
            .where(col(Customer360.AS_OF).lt(lit(day)))
            .agg(max(Customer360.AS_OF).cast(Table.STRING))
            .head();
    return last.isNullAt(0) ? null : LocalDate.parse(last.getString(0));
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
