package io.holdfast.job.step;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;

import io.holdfast.check.ReleaseComparison;
import io.holdfast.check.ReleaseComparison.Bands;
import io.holdfast.check.ReleaseComparison.Figures;
import io.holdfast.check.ReleaseComparison.Moved;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Customer360;
import io.holdfast.table.GateFinding;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The last look before a release: what moved further than it ever did keeps it back, so that page,
 * lake and CRM never tell it.
 */
public final class GateStep implements Step {
  private static final int HISTORY = 13;

  @Override
  public String name() {
    return "gate";
  }

  /**
   * @throws HeldException when something moved too far and nobody accepted it
   */
  @Override
  public StepResult run(StepContext context) {
    LocalDate day = context.asOf().day();
    Lake lake = context.lake();
    List<Figures> history = history(lake.released(Customer360.TABLE), day);
    if (history.isEmpty()) {
      return StepResult.empty().saying("the first release; there is nothing to compare it with");
    }
    Figures now = figures(lake.read(Customer360.TABLE).where(on(day))).get(0);
    List<Moved> moved =
        ReleaseComparison.of(
            now, history, bands(lake, day), sources(lake, true), sources(lake, false));
    return judged(context, moved, now, history.get(history.size() - 1));
  }

  private static StepResult judged(
      StepContext context, List<Moved> moved, Figures now, Figures last) {
    Findings findings = new Findings(context);
    List<Row> rows =
        moved.stream()
            .map(m -> Findings.row(context.asOf().day(), m.kind(), GateFinding.HOLD, m.sentence()))
            .toList();
    findings.keepRows(rows);
    List<Row> open = rows.stream().filter(row -> !findings.isAccepted(row.getString(0))).toList();
    if (!open.isEmpty()) {
      throw new HeldException(
          "The night is held before its release: %s. Nothing is released; see what landed, or run it with --accept REASON if it is right."
              .formatted(
                  open.stream()
                      .map(row -> "%s (finding %s)".formatted(row.getString(8), row.getString(0)))
                      .collect(Collectors.joining("; "))));
    }
    return StepResult.empty()
        .saying(
            "%d accounts after %d, MRR %.2f after %.2f"
                .formatted(now.accounts(), last.accounts(), now.mrr(), last.mrr()));
  }

  private static Column on(LocalDate day) {
    return col(Customer360.AS_OF).equalTo(lit(day));
  }

  /** Figures of the last days before this one that are released. */
  private static List<Figures> history(Dataset<Row> released, LocalDate day) {
    List<Figures> all = figures(released.where(col(Customer360.AS_OF).lt(lit(day))));
    return all.subList(Math.max(0, all.size() - HISTORY), all.size());
  }

  private static List<Figures> figures(Dataset<Row> snapshots) {
    List<Figures> figures = new ArrayList<>();
    for (Row row :
        snapshots
            .groupBy(Customer360.AS_OF)
            .agg(
                count(lit(1)),
                count_if(col(Customer360.MRR).gt(0)),
                coalesce(sum(Customer360.MRR), lit(0)).cast("double"))
            .orderBy(Customer360.AS_OF)
            .collectAsList()) {
      figures.add(new Figures(row.getLong(1), row.getLong(2), row.getDouble(3)));
    }
    return figures;
  }

  private static Map<String, Long> sources(Lake lake, boolean now) {
    Map<String, Long> sources = new TreeMap<>();
    (now ? lake.read(AccountLink.TABLE) : lake.released(AccountLink.TABLE))
        .where(col(AccountLink.VALID_TO).isNull().and(col(AccountLink.KNOWN_TO).isNull()))
        .groupBy(AccountLink.SOURCE)
        .count()
        .collectAsList()
        .forEach(row -> sources.put(row.getString(0), row.getLong(1)));
    return sources;
  }

  /** How bands moved, of health and of each outcome, since the last release. */
  private static List<Bands> bands(Lake lake, LocalDate day) {
    Dataset<Row> all =
        health(lake.read(AccountHealth.TABLE).where(on(day)), "now")
            .join(
                health(last(lake.released(AccountHealth.TABLE), day), "before"),
                new String[] {AccountHealth.ACCOUNT_ID, "what"})
            .unionByName(
                scores(lake.read(AccountScore.TABLE).where(on(day)), "now")
                    .join(
                        scores(last(lake.released(AccountScore.TABLE), day), "before"),
                        new String[] {AccountHealth.ACCOUNT_ID, "what"}));
    Column both = col("band_now").isNotNull().and(col("band_before").isNotNull());
    List<Bands> bands = new ArrayList<>();
    for (Row row :
        all.groupBy("what")
            .agg(
                count_if(col("band_before").isNotNull()),
                count_if(both.and(not(col("band_now").equalTo(col("band_before"))))),
                count_if(
                    col("band_now")
                        .isNull()
                        .and(col("band_before").isNotNull())
                        .and(col("model_now").eqNullSafe(col("model_before")))))
            .orderBy("what")
            .collectAsList()) {
      bands.add(new Bands(row.getString(0), row.getLong(1), row.getLong(2), row.getLong(3)));
    }
    return bands;
  }

  private static Dataset<Row> health(Dataset<Row> rows, String when) {
    return rows.select(
        col(AccountHealth.ACCOUNT_ID),
        lit("health").as("what"),
        col(AccountHealth.BAND).as("band_" + when),
        lit("rules").as("model_" + when));
  }

  private static Dataset<Row> scores(Dataset<Row> rows, String when) {
    return rows.select(
        col(AccountScore.ACCOUNT_ID),
        col(AccountScore.OUTCOME).as("what"),
        col(AccountScore.BAND).as("band_" + when),
        col(AccountScore.MODEL).as("model_" + when));
  }

  /** Rows of the last day before this one. */
  private static Dataset<Row> last(Dataset<Row> released, LocalDate day) {
    Dataset<Row> before = released.where(col(Customer360.AS_OF).lt(lit(day)));
    Row last = before.agg(max(Customer360.AS_OF)).head();
    return last.isNullAt(0)
        ? before
        : before.where(col(Customer360.AS_OF).equalTo(lit((Date) last.get(0))));
  }
}
