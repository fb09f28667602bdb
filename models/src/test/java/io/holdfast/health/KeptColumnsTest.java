package io.holdfast.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.health.KeptColumns.Kept;
import io.holdfast.health.WarningRule.Severity;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.TestSpark;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KeptColumnsTest {
  private static final LocalDate BEFORE = LocalDate.parse("2025-11-30");
  private static final String LATE = "segment.track came last for 2025-11-30";
  private static final List<FeatureWords> WORDS =
      List.of(word("gap", "usage"), word("signins", "usage"), word("tickets", "support"));

  private static final HealthConfig CONFIG =
      new HealthConfig(
          null,
          null,
          null,
          List.of(
              new Dimension(
                  "product use",
                  1,
                  null,
                  List.of(new Measure("gap", null, 40, 0, "last used on {value:ago}"))),
              new Dimension("support", 1, null, List.of(new Measure("tickets", null, 4, 0, null)))),
          List.of(),
          List.of(
              new WarningRule("idle", "gap >= 2", Severity.WARN, "Last used on {gap:ago}."),
              new WarningRule("asks", "tickets > 0", Severity.WATCH, "{tickets} tickets.")));

  private static FeatureWords word(String name, String group) {
    return new FeatureWords(name, name, "n", "neutral", group, true, true);
  }

  @Test
  void aKeptColumnIsWhatItWasAndUnknownWhereThereWasNoRow() {
    KeptColumns kept = new KeptColumns(List.of(new Kept(Set.of("gap", "signins"), BEFORE, LATE)));
    assertThat(lines(kept.of(today(), earlier()), "account_id", "gap", "signins", "tickets"))
        .as("signins is no column of the earlier rows")
        .containsExactly("a 4.0 null 1.0", "b null null 0.0");
  }

  @Test
  void ofTwoDaysTheEarlierCountsAndBeforeAllThatThereIsNone() {
    Kept late = new Kept(Set.of("gap"), BEFORE.plusDays(10), LATE);
    Kept later = new Kept(Set.of("gap"), BEFORE, "x.y landed last on 2025-12-01");
    Kept never = new Kept(Set.of("gap"), null, "x.z never landed");
    assertThat(new KeptColumns(List.of(late, later)).days()).containsEntry("gap", BEFORE);
    assertThat(new KeptColumns(List.of(late, never, later)).days()).containsEntry("gap", null);
    assertThat(new KeptColumns(List.of(never, late)).sentences(Set.of("gap"), WORDS))
        .containsExactly(
            "Usage is not known: x.z never landed.",
            "Usage is not known: segment.track came last for 2025-11-30.");
  }

  @Test
  void healthSaysOfWhichDayItIsAndDaysAreThoseOfThen() {
    KeptColumns kept = new KeptColumns(List.of(new Kept(Set.of("gap", "signins"), BEFORE, LATE)));
    Dataset<Row> none =
        TestSpark.session().createDataFrame(List.of(), AccountHealth.TABLE.schema());
    Row health =
        Health.accountHealth(kept.of(today(), earlier()), none, CONFIG, WORDS, kept)
            .where("account_id = 'a'")
            .head();
    assertThat(health.<Double>getAs(AccountHealth.SCORE)).isEqualTo(.5 * 90 + .5 * 75);
    assertThat(health.<String>getList(health.fieldIndex(AccountHealth.EXPLANATION)))
        .contains("Held up by product use: last used on 26 Nov 2025.")
        .endsWith("Usage is as of 30 Nov 2025: segment.track came last for 2025-11-30.");
  }

  @Test
  void anExportThatHealthDoesNotReadIsNotNamed() {
    KeptColumns kept = new KeptColumns(List.of(new Kept(Set.of("signins"), BEFORE, LATE)));
    assertThat(kept.sentences(CONFIG.columns(), WORDS)).isEmpty();
  }

  @Test
  void groupsThatOneExportKeepsAreNamedTogether() {
    KeptColumns kept = new KeptColumns(List.of(new Kept(Set.of("gap", "tickets"), BEFORE, "x")));
    assertThat(kept.sentences(CONFIG.columns(), WORDS))
        .containsExactly("Support and usage are as of 30 Nov 2025: x.");
  }

  @Test
  void warningsOfKeptColumnsSayOfWhichDayTheyAre() {
    KeptColumns kept = new KeptColumns(List.of(new Kept(Set.of("gap"), BEFORE, LATE)));
    assertThat(
            lines(
                Warnings.earlyWarning(kept.of(today(), earlier()), CONFIG.warnings(), kept),
                EarlyWarning.SENTENCE))
        .containsExactly("1 tickets.", "Last used on 26 Nov 2025. As of 30 Nov 2025.");
  }

  private static Dataset<Row> today() {
    return TestSpark.session()
        .sql(
            "select date'2025-12-31' as_of, account_id, true active, gap, 0d signins, tickets,"
                + " cast(map() as map<string, bigint>) silent_days"
                + " from values ('a', 35d, 1d), ('b', 20d, 0d) as t(account_id, gap, tickets)");
  }

  private static Dataset<Row> earlier() {
    return TestSpark.session()
        .sql(
            "select day as_of, account_id, true active, gap, 9d tickets from values"
                + " (date'2025-11-30', 'a', 4), (date'2025-12-10', 'a', 14)"
                + " as t(day, account_id, gap)");
  }

  private static List<String> lines(Dataset<Row> rows, String... columns) {
    return rows
        .selectExpr(columns)
        .map(
            (org.apache.spark.api.java.function.MapFunction<Row, String>) row -> row.mkString(" "),
            Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }
}
