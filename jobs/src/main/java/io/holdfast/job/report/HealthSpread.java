package io.holdfast.job.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.holdfast.table.AccountHealth;
import io.holdfast.table.EarlyWarning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How health is spread, and what was warned of.
 *
 * @param bands accounts by band: good, fair, poor
 * @param tenths accounts by classes of ten points, from 0
 */
public record HealthSpread(
    long accounts,
    Double mean,
    Map<String, Long> bands,
    Map<Integer, Long> tenths,
    List<Rule> rules) {
  private static final String ACCOUNTS = "accounts";
  private static final String BIN = "bin";
  private static final List<String> SEVERE_FIRST = List.of("urgent", "warn", "watch");

  /** One rule that fired. */
  public record Rule(String rule, String severity, long accounts, String example) {}

  static HealthSpread read(Dataset<Row> health, Dataset<Row> warnings) {
    List<Row> rows =
        health
            .where(col(AccountHealth.SCORE).isNotNull())
            .groupBy(
                col(AccountHealth.BAND),
                least(floor(col(AccountHealth.SCORE).divide(10)), lit(9L)).as(BIN))
            .agg(count(lit(1)).as(ACCOUNTS), avg(AccountHealth.SCORE).as(AccountHealth.SCORE))
            .collectAsList();
    Map<String, Long> bands = new LinkedHashMap<>();
    List.of("good", "fair", "poor").forEach(band -> bands.put(band, 0L));
    Map<Integer, Long> tenths = new TreeMap<>();
    double sum = 0;
    for (Row row : rows) {
      long accounts = Rows.count(row, ACCOUNTS);
      bands.merge(row.getAs(AccountHealth.BAND), accounts, Long::sum);
      tenths.merge(row.<Long>getAs(BIN).intValue(), accounts, Long::sum);
      sum += accounts * row.<Double>getAs(AccountHealth.SCORE);
    }
    long accounts = tenths.values().stream().mapToLong(Long::longValue).sum();
    return new HealthSpread(
        accounts, accounts == 0 ? null : sum / accounts, bands, tenths, rules(warnings));
  }

  private static List<Rule> rules(Dataset<Row> warnings) {
    return warnings
        .groupBy(EarlyWarning.RULE, EarlyWarning.SEVERITY)
        .agg(count(lit(1)).as(ACCOUNTS), min(EarlyWarning.SENTENCE).as(EarlyWarning.SENTENCE))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Rule(
                    row.<String>getAs(EarlyWarning.RULE).replace('_', ' '),
                    row.getAs(EarlyWarning.SEVERITY),
                    Rows.count(row, ACCOUNTS),
                    row.getAs(EarlyWarning.SENTENCE)))
        .sorted(
            java.util.Comparator.comparing((Rule rule) -> SEVERE_FIRST.indexOf(rule.severity()))
                .thenComparing(Rule::accounts, java.util.Comparator.reverseOrder())
                .thenComparing(Rule::rule))
        .toList();
  }

  long poor() {
    return bands.getOrDefault("poor", 0L);
  }

  /** Warnings of the highest severity. */
  public long urgent() {
    return rules.stream()
        .filter(rule -> rule.severity().equals("urgent"))
        .mapToLong(Rule::accounts)
        .sum();
  }

  public Histogram histogram() {
    List<String> labels = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      labels.add(String.valueOf(i * 10));
      kinds.add("health");
    }
    return Histogram.of(
        "Health of %s in classes of ten points; 100 is good"
            .formatted(Words.count(accounts, "account")),
        labels,
        kinds,
        tenths);
  }
}
