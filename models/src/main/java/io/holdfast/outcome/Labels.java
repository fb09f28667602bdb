package io.holdfast.outcome;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.holdfast.money.Conversion;
import io.holdfast.money.ExchangeRates;
import io.holdfast.money.RecurringSpans;
import io.holdfast.table.Customer360;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.Table;
import io.holdfast.time.AsOf;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What happened to each account after each snapshot. */
public final class Labels {
  private static final Column ZERO = lit(0).cast(Table.MONEY);

  /**
   * {@link OutcomeLabel#TABLE} for some snapshots. Who is at risk is read from the snapshot, as it
   * was known then; what happened from the spans, as known now. The label is null while the horizon
   * has not ended, and for accounts not at risk.
   *
   * @param snapshots conforming to {@link Customer360#TABLE}, of any days
   * @param spans as {@link RecurringSpans} gives them, with {@code account_id}
   */
  public static Dataset<Row> of(
      Dataset<Row> snapshots,
      Dataset<Row> spans,
      Outcomes outcomes,
      ExchangeRates rates,
      AsOf asOf) {
    Dataset<Row> population = population(snapshots, asOf);
    List<Integer> later =
        Stream.concat(Stream.of(0), outcomes.outcomes().stream().map(Outcome::horizonDays))
            .distinct()
            .toList();
    Column[] labels = outcomes.outcomes().stream().map(o -> label(o, asOf)).toArray(Column[]::new);
    return amounts(population, spans, later, new Conversion(rates))
        .withColumn("labels", array(labels))
        .withColumn("label", explode(col("labels")))
        .select(
            col("label." + OutcomeLabel.OUTCOME),
            col(OutcomeLabel.ACCOUNT_ID),
            col(OutcomeLabel.AS_OF),
            col("label." + OutcomeLabel.AT_RISK),
            col("label." + OutcomeLabel.LABEL),
            col("label." + OutcomeLabel.OBSERVED_UNTIL),
            col("label." + OutcomeLabel.CENSORED))
        .transform(OutcomeLabel.TABLE::conform);
  }

  private static Dataset<Row> population(Dataset<Row> snapshots, AsOf asOf) {
    Column day = col(Customer360.AS_OF);
    return snapshots
        .where(day.leq(lit(asOf.day())))
        .select(
            day,
            col(Customer360.ACCOUNT_ID),
            coalesce(
                    col(Customer360.ACTIVE)
                        .and(coalesce(col(Customer360.TRIAL), lit(false)).equalTo(false)),
                    lit(false))
                .as("pays"),
            coalesce(col(Customer360.TENURE_DAYS), lit(0L)).as(Customer360.TENURE_DAYS),
            coalesce(col(Customer360.MRR), ZERO).as("snapshot_mrr"));
  }

  /**
   * The population with {@code mrr_N}: what it pays N days later, at the rates of the first day.
   */
  private static Dataset<Row> amounts(
      Dataset<Row> population, Dataset<Row> spans, List<Integer> later, Conversion conversion) {
    Column converted =
        conversion.of(
            col(RecurringSpans.MRR), col(RecurringSpans.CURRENCY), col(Customer360.AS_OF));
    Column[] sums =
        later.stream()
            .map(days -> coalesce(sum(when(paidAfter(days), converted)), ZERO).as(mrr(days)))
            .toArray(Column[]::new);
    return population
        .join(spans.where(col(RecurringSpans.PAYING)), Customer360.ACCOUNT_ID, "left")
        .groupBy(
            Customer360.ACCOUNT_ID,
            Customer360.AS_OF,
            "pays",
            Customer360.TENURE_DAYS,
            "snapshot_mrr")
        .agg(sums[0], java.util.Arrays.copyOfRange(sums, 1, sums.length));
  }

  /** Whether the day so many days after the snapshot lies in the span. */
  private static Column paidAfter(int days) {
    Column day = date_add(col(Customer360.AS_OF), days);
    return col("pays")
        .and(day.geq(col(RecurringSpans.FROM_DAY)))
        .and(day.lt(col(RecurringSpans.TO_DAY)));
  }

  private static Column label(Outcome outcome, AsOf asOf) {
    Column ends = date_add(col(Customer360.AS_OF), outcome.horizonDays());
    Column censored = ends.gt(lit(asOf.day()));
    Column atRisk =
        col("pays")
            .and(col(Customer360.TENURE_DAYS).geq(outcome.atRisk().minTenureDays()))
            .and(col("snapshot_mrr").geq(outcome.atRisk().minMrr()));
    Column label =
        when(censored.or(atRisk.equalTo(false)), lit(null))
            .when(happened(outcome), 1.0)
            .otherwise(0.0);
    return struct(
        lit(outcome.name()).as(OutcomeLabel.OUTCOME),
        atRisk.as(OutcomeLabel.AT_RISK),
        label.cast(Table.NUMBER).as(OutcomeLabel.LABEL),
        least(ends, lit(asOf.day())).as(OutcomeLabel.OBSERVED_UNTIL),
        censored.as(OutcomeLabel.CENSORED));
  }

  private static Column happened(Outcome outcome) {
    Column before = col(mrr(0));
    Column after = col(mrr(outcome.horizonDays()));
    Column share = lit(java.math.BigDecimal.valueOf(outcome.changeBy()));
    return switch (outcome.kind()) {
      case CHURN -> after.equalTo(0);
      case DOWNSELL -> after.gt(0).and(before.minus(after).geq(before.multiply(share)));
      case UPSELL -> before.gt(0).and(after.minus(before).geq(before.multiply(share)));
    };
  }

  private static String mrr(int later) {
    return "mrr_" + later;
  }

  private Labels() {}
}
