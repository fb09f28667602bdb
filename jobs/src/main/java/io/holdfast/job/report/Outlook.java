package io.holdfast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.holdfast.outcome.Outcome;
import io.holdfast.table.AccountScore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How the probabilities of one outcome are spread.
 *
 * @param reason why accounts have no forecast, where some have none
 */
public record Outlook(
    Outcome outcome,
    long scored,
    long abstained,
    long stale,
    String reason,
    List<Band> bands,
    Map<Integer, Long> twentieths) {
  private static final List<String> KINDS = List.of("low", "medium", "high", "critical");
  private static final String ACCOUNTS = "accounts";
  private static final String BIN = "bin";

  /**
   * Accounts of one band.
   *
   * @param name what the outcome calls it
   * @param kind low, medium, high or critical, for its colour
   */
  public record Band(
      String name,
      String kind,
      String range,
      long accounts,
      BigDecimal arr,
      BigDecimal atStake,
      boolean strong) {}

  /** Counts of every outcome in one pass, by outcome. */
  static List<Row> counts(Dataset<Row> champions) {
    return champions
        .groupBy(
            col(AccountScore.OUTCOME),
            col(AccountScore.STATUS),
            col(AccountScore.BAND),
            when(
                    col(AccountScore.PROBABILITY).isNotNull(),
                    least(floor(col(AccountScore.PROBABILITY).multiply(20)), lit(19L)))
                .as(BIN))
        .agg(
            count(lit(1)).as(ACCOUNTS),
            sum(AccountScore.ARR).as(AccountScore.ARR),
            sum(AccountScore.ARR_AT_STAKE).as(AccountScore.ARR_AT_STAKE),
            min(AccountScore.STATUS_REASON).as(AccountScore.STATUS_REASON))
        .collectAsList();
  }

  static Outlook of(Outcome outcome, List<Row> counts) {
    List<Row> rows =
        counts.stream()
            .filter(row -> outcome.name().equals(row.getAs(AccountScore.OUTCOME)))
            .toList();
    Map<Integer, Long> twentieths = new TreeMap<>();
    rows.stream()
        .filter(row -> row.getAs(BIN) != null)
        .forEach(
            row ->
                twentieths.merge(
                    row.<Long>getAs(BIN).intValue(), Rows.count(row, ACCOUNTS), Long::sum));
    long scored = twentieths.values().stream().mapToLong(Long::longValue).sum();
    return new Outlook(
        outcome,
        scored,
        total(rows) - scored,
        total(withStatus(rows, "stale")),
        rows.stream()
            .map(row -> row.<String>getAs(AccountScore.STATUS_REASON))
            .filter(reason -> reason != null)
            .min(Comparator.naturalOrder())
            .orElse(null),
        IntStream.of(3, 2, 1, 0).mapToObj(rank -> band(outcome, rank, rows)).toList(),
        twentieths);
  }

  private static List<Row> withStatus(List<Row> rows, String status) {
    return rows.stream().filter(row -> status.equals(row.getAs(AccountScore.STATUS))).toList();
  }

  private static long total(List<Row> rows) {
    return rows.stream().mapToLong(row -> Rows.count(row, ACCOUNTS)).sum();
  }

  private static Band band(Outcome outcome, int rank, List<Row> counts) {
    String name = outcome.bands().words().get(rank);
    List<Row> rows =
        counts.stream().filter(row -> name.equals(row.getAs(AccountScore.BAND))).toList();
    return new Band(
        name,
        KINDS.get(rank),
        range(outcome, rank),
        total(rows),
        added(rows, AccountScore.ARR),
        added(rows, AccountScore.ARR_AT_STAKE),
        outcome.bands().strong().contains(name));
  }

  private static BigDecimal added(List<Row> rows, String column) {
    return rows.stream()
        .map(row -> Rows.money(row, column))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The kind of a band of an outcome; null without one. */
  static String kind(Outcome outcome, String band) {
    int rank = band == null ? -1 : outcome.bands().words().indexOf(band);
    return rank < 0 ? null : KINDS.get(rank);
  }

  private static String range(Outcome outcome, int rank) {
    String medium = Words.percent(outcome.bands().medium(), 0);
    String high = Words.percent(outcome.bands().high(), 0);
    String critical = Words.percent(outcome.bands().critical(), 0);
    return switch (rank) {
      case 3 -> critical + " and more";
      case 2 -> high + " to " + critical;
      case 1 -> medium + " to " + high;
      default -> "below " + medium;
    };
  }

  public boolean bad() {
    return outcome.direction() == Outcome.Direction.HIGH_IS_BAD;
  }

  /** What a probability of it is called, such as {@code Churn risk}. */
  public String title() {
    return Words.capital(outcome.name().replace('_', ' ')) + (bad() ? " risk" : " chance");
  }

  /** Accounts of the upper two bands. */
  public long strong() {
    return bands.stream().filter(Band::strong).mapToLong(Band::accounts).sum();
  }

  public BigDecimal strongArr() {
    return bands.stream()
        .filter(Band::strong)
        .map(Band::arr)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public BigDecimal atStake() {
    return bands.stream().map(Band::atStake).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public Histogram histogram() {
    List<String> labels = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      labels.add(i % 2 == 0 ? String.valueOf(i * 5) : "");
      kinds.add(kind((i + 0.5) / 20));
    }
    return Histogram.of(
        "%s of %s in classes of five points".formatted(title(), Words.count(scored, "account")),
        labels,
        kinds,
        twentieths);
  }

  private String kind(double probability) {
    return (bad() ? "bad-" : "good-") + KINDS.get(outcome.bands().rank(probability));
  }
}
