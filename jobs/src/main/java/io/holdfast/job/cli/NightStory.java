package io.holdfast.job.cli;

import io.holdfast.job.control.Control;
import io.holdfast.job.control.PublishSummary;
import io.holdfast.job.control.Release;
import io.holdfast.job.demo.Ceiling;
import io.holdfast.table.AccountScore;
import io.holdfast.table.CohortRetention;
import io.holdfast.table.ModelCard;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a night made, told on the terminal. */
final class NightStory {
  private static final int[] PERIODS = {0, 1, 2, 3, 6, 9, 12, 15, 17};

  private final SparkSession spark;
  private final Release release;
  private final PrintStream out;

  NightStory(SparkSession spark, Release release, PrintStream out) {
    this.spark = spark;
    this.release = release;
    this.out = out;
    for (Table table : Tables.ALL) {
      ReleasedTables.lake(spark, release).released(table).createOrReplaceTempView(table.name());
    }
  }

  void tables() {
    title("Tables of run " + release.run());
    String counts =
        Tables.ALL.stream()
            .map(t -> "select '%s' as t, count(*) as n from %s".formatted(t.name(), t.name()))
            .collect(Collectors.joining(" union all "));
    List<String> cells =
        spark.sql("select * from (" + counts + ") where n > 0 order by t").collectAsList().stream()
            .map(r -> String.format(Locale.ROOT, "%-20s %,11d", r.getString(0), r.getLong(1)))
            .toList();
    int lines = (cells.size() + 1) / 2;
    for (int i = 0; i < lines; i++) {
      String right = i + lines < cells.size() ? cells.get(i + lines) : "";
      out.printf("  %s   %s%n", cells.get(i), right);
    }
  }

  void cohorts() {
    title("Cohorts: share of accounts still paying after so many months (NRR at the end)");
    TreeMap<String, List<Row>> byCohort = new TreeMap<>();
    spark
        .table(CohortRetention.TABLE.name())
        .where("dimension = 'all' and not censored")
        .orderBy("cohort", "period")
        .collectAsList()
        .forEach(
            r ->
                byCohort
                    .computeIfAbsent(r.getAs("cohort").toString(), c -> new ArrayList<>())
                    .add(r));
    StringBuilder head = new StringBuilder("  cohort   accounts");
    for (int period : PERIODS) {
      head.append(String.format("%6d", period));
    }
    out.println(head.append("     NRR"));
    byCohort.forEach((cohort, rows) -> out.println(cohortLine(cohort, rows)));
  }

  private static String cohortLine(String cohort, List<Row> rows) {
    StringBuilder line = new StringBuilder("  ");
    line.append(cohort, 0, 7);
    line.append(
        String.format(Locale.ROOT, "  %8d", rows.get(0).<Number>getAs("accounts").longValue()));
    for (int period : PERIODS) {
      line.append(
          period < rows.size() ? share(rows.get(period).getAs("logo_retention")) : "     ·");
    }
    return line.append("  ").append(share(rows.get(rows.size() - 1).getAs("nrr"))).toString();
  }

  private static String share(Double value) {
    return value == null ? "     –" : String.format(Locale.ROOT, "%5.0f%%", 100 * value);
  }

  void models() {
    title("Models, tested on months later than all they were trained on");
    for (Row card :
        spark.table(ModelCard.TABLE.name()).orderBy("outcome", "model").collectAsList()) {
      Double auc = card.getAs(ModelCard.AUC);
      out.printf(
          Locale.ROOT,
          "  %-8s %-20s %-11s %s  %s%n",
          card.getAs(ModelCard.OUTCOME),
          card.getAs(ModelCard.ALGORITHM),
          card.getAs(ModelCard.STATUS),
          auc == null ? "AUC    –" : String.format(Locale.ROOT, "AUC %.3f", auc),
          text(card.getAs(ModelCard.REASON)));
    }
  }

  void accounts(String outcome, String title, int most) {
    title(title);
    Dataset<Row> scores =
        spark.sql(
            """
            select s.*, a.name from account_score s join account a using (account_id)
            where s.outcome = '%s' and s.subject = 'all' and s.role = 'champion'
            order by s.probability desc nulls last, s.arr desc, s.account_id limit %d"""
                .formatted(outcome, most));
    int number = 0;
    for (Row score : scores.collectAsList()) {
      account(++number, score);
    }
  }

  private void account(int number, Row score) {
    Double probability = score.getAs(AccountScore.PROBABILITY);
    BigDecimal arr = score.getAs(AccountScore.ARR);
    out.printf(
        Locale.ROOT,
        "%n  %2d. %s  %s  ARR %,.0f  %s%n",
        number,
        text(score.getAs("name")),
        probability == null
            ? score.getAs(AccountScore.STATUS)
            : String.format(Locale.ROOT, "%.0f%%", 100 * probability),
        arr == null ? 0 : arr.doubleValue(),
        score.getAs(AccountScore.ACCOUNT_ID));
    out.println("      " + text(score.getAs(AccountScore.HEADLINE)));
    List<Row> drivers = score.getList(score.fieldIndex(AccountScore.DRIVERS));
    for (Row driver : drivers) {
      out.println("      + " + text(driver.getAs("sentence")));
    }
    Row protector = score.getAs(AccountScore.PROTECTOR);
    if (protector != null) {
      out.println("      − " + text(protector.getAs("sentence")));
    }
    Object due = score.getAs(AccountScore.DUE_ON);
    out.printf(
        "      → %s%s%n", text(score.getAs(AccountScore.ACTION)), due == null ? "" : " by " + due);
  }

  /** The true probabilities of a demo beside the champions, on the rows these were tested on. */
  void ceiling(Path oracle) {
    for (Row card :
        spark
            .table(ModelCard.TABLE.name())
            .where("status = 'champion' and auc is not null")
            .orderBy("outcome")
            .collectAsList()) {
      String outcome = card.getAs(ModelCard.OUTCOME);
      double truth = Ceiling.of(oracle, outcome).auc(tested(card));
      double auc = card.<Double>getAs(ModelCard.AUC);
      out.printf(
          Locale.ROOT,
          "  %-8s true probabilities on the same rows: AUC %.3f; the model reaches %.0f%% of that above chance%n",
          outcome,
          truth,
          100 * (auc - 0.5) / (truth - 0.5));
    }
  }

  private List<Ceiling.Seen> tested(Row card) {
    return spark
        .sql(
            """
            select string(o.as_of), a.crm_key, o.label = 1 from outcome o join account a using (account_id)
            where o.outcome = '%s' and o.at_risk and o.label is not null
              and o.as_of between date'%s' and date'%s'"""
                .formatted(
                    card.getAs(ModelCard.OUTCOME),
                    card.getAs(ModelCard.TEST_FROM),
                    card.getAs(ModelCard.TEST_TO)))
        .collectAsList()
        .stream()
        .map(r -> new Ceiling.Seen(Ceiling.key(r.getString(0), r.getString(1)), r.getBoolean(2)))
        .toList();
  }

  /** What a CRM target holds now. */
  void crm(Control control, String target) {
    PublishSummary summary = control.publishing().summary(target, release.run());
    title("The CRM");
    out.printf(
        Locale.ROOT,
        "  %,d accounts updated, %,d rejected, %,d pending%n",
        summary.succeeded(),
        summary.rejected(),
        summary.pending());
    summary.reasons().forEach((reason, count) -> out.printf("  %d: %s%n", count, reason));
  }

  /** Name of the account that is most likely to leave. */
  String firstAtRisk() {
    return spark
        .sql(
            """
            select a.name from account_score s join account a using (account_id)
            where s.outcome = 'churn' and s.role = 'champion'
            order by s.probability desc nulls last, s.arr desc, s.account_id limit 1""")
        .first()
        .getString(0);
  }

  private void title(String text) {
    out.println();
    out.println(text);
    out.println("─".repeat(text.length()));
  }

  private static String text(Object value) {
    return value == null ? "–" : value.toString();
  }
}
