package io.holdfast.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.health.WarningRule.Severity;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.TestSpark;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class HealthTest {
  private static final List<FeatureWords> WORDS =
      List.of(
          new FeatureWords("hours", "hours to resolve", "hours", "bad", "support", true, true),
          new FeatureWords("tickets", "open tickets", "tickets", "bad", "support", true, true));

  private static final HealthConfig CONFIG =
      new HealthConfig(
          null,
          null,
          null,
          List.of(
              new Dimension(
                  "product use",
                  60,
                  null,
                  List.of(new Measure("days", null, 0, 20, "used on {value} of 28 days"))),
              new Dimension(
                  "support",
                  40,
                  20.0,
                  List.of(
                      new Measure("tickets", null, 5, 0, null),
                      new Measure("hours", "tickets = 0", 100, 0, null)))),
          List.of(new Cap("share > 0.9", 30, "The contract is set to end on {ends_on}.")),
          List.of(
              new WarningRule("idle", "days < 3", Severity.URGENT, "Used on {days} of 28 days."),
              new WarningRule(
                  "ends", "ends_on is not null", Severity.WATCH, "Ends {ends_on}: {share%}.")));

  @Test
  void eachMeasureRunsFromBadToGoodAndWhatDoesNotApplyIsLeftOut() {
    Row health = health("5.0, 0.0, null");
    assertThat(health.<Double>getAs(AccountHealth.SCORE)).isEqualTo(.6 * 25 + .4 * 100);
    assertThat(health.<Double>getAs(AccountHealth.CONFIDENCE)).isEqualTo(1);
    assertThat(health.<String>getAs(AccountHealth.BAND)).isEqualTo("fair");
    assertThat(health.<String, Double>getJavaMap(health.fieldIndex(AccountHealth.DIMENSIONS)))
        .containsEntry("product use", 25.0)
        .containsEntry("support", 100.0);
  }

  @Test
  void whatIsUnknownCountsAsTheWorstOfItsDimensionAndLowersConfidence() {
    Row health = health("null, 0.0, null");
    assertThat(health.<Double>getAs(AccountHealth.SCORE)).isEqualTo(40);
    assertThat(health.<Double>getAs(AccountHealth.CONFIDENCE)).isCloseTo(.4, within(1e-6));
    assertThat(health.<String>getAs(AccountHealth.BAND)).isEqualTo("unknown");
    assertThat(health.<String, Double>getJavaMap(health.fieldIndex(AccountHealth.DIMENSIONS)))
        .containsOnlyKeys("support");
    assertThat(health.<String>getList(health.fieldIndex(AccountHealth.EXPLANATION)))
        .containsExactly(
            "Held up by support: open tickets 0.",
            "Not known: days. Counted as bad, so the true score may be up to 60 higher.");
  }

  @Test
  void nullingAnyColumnOfAnAccountNeverRaisesItsHealth() {
    double full = health("15.0, 2.0, 30.0").getAs(AccountHealth.SCORE);
    for (String less :
        List.of("null, 2.0, 30.0", "15.0, null, 30.0", "15.0, 2.0, null", "null, null, null")) {
      assertThat(health(less).<Double>getAs(AccountHealth.SCORE)).as(less).isLessThan(full);
    }
  }

  @Test
  void explanationSaysWhatMovedItAndWhatItCosts() {
    Dataset<Row> earlier =
        TestSpark.session()
            .sql(
                "select date'2025-12-01' as_of, 'a' account_id, 91d score, 'good' band,"
                    + " 1d confidence, map('product use', 90d, 'support', 92d) dimensions,"
                    + " array('x') explanation");
    Row health =
        Health.accountHealth(day("5.0, 1.0, 50.0"), earlier, CONFIG, WORDS, KeptColumns.NONE)
            .collectAsList()
            .get(0);
    assertThat(health.<String>getList(health.fieldIndex(AccountHealth.EXPLANATION)))
        .containsExactly(
            "Product use: used on 5 of 28 days; costs 45 of 100 points (good: 20).",
            "Support: hours to resolve 50; costs 8 of 100 points (good: 0).",
            "Health fell from 91 to 44 since 1 Dec 2025, most through product use (90 to 25).",
            "Held up by support: open tickets 1.");
  }

  @Test
  void whoIsSetToLeaveIsNotHealthyHoweverWellTheRestLooks() {
    Dataset<Row> leaving =
        day("20.0, 0.0, null").withColumn("share", org.apache.spark.sql.functions.lit(1d));
    Dataset<Row> none =
        TestSpark.session().createDataFrame(List.of(), AccountHealth.TABLE.schema());
    Row health =
        Health.accountHealth(leaving, none, CONFIG, WORDS, KeptColumns.NONE).collectAsList().get(0);
    assertThat(health.<Double>getAs(AccountHealth.SCORE)).isEqualTo(30);
    assertThat(health.<String>getAs(AccountHealth.BAND)).isEqualTo("poor");
    assertThat(health.<String>getList(health.fieldIndex(AccountHealth.EXPLANATION)).get(0))
        .isEqualTo(
            "The contract is set to end on 1 Feb 2026."
                + " Health counts 30 at most; without that it would be 100.");
  }

  @Test
  void daysSinceSomethingAreToldAsItsDay() {
    Template sentence = Template.of("Last used on {gap:ago}, next meeting on {next:ahead}.");
    assertThat(
            sentence.say(
                name -> java.time.LocalDate.parse("2025-12-31"),
                name -> name.equals("gap") ? 33.0 : 5L))
        .isEqualTo("Last used on 28 Nov 2025, next meeting on 5 Jan 2026.");
    assertThat(sentence.figure(2)).isEqualTo("2 days");
  }

  @Test
  void daysUpToTheEndOfASilentSourceAreToldAsTheSameDay() {
    Dataset<Row> silent =
        day("1.0, 0.0, null").withColumn("gap", org.apache.spark.sql.functions.lit(28.0));
    WarningRule idle =
        new WarningRule("idle", "gap >= 21", Severity.WARN, "Nobody was there since {gap:ago}.");
    assertThat(Warnings.earlyWarning(silent, List.of(idle), KeptColumns.NONE).first().getString(4))
        .isEqualTo("Nobody was there since 28 Nov 2025.");
  }

  @Test
  void warningsThatFireSayTheFiguresAndUnknownFiresNothing() {
    List<Row> rows =
        EarlyWarning.TABLE
            .conform(
                Warnings.earlyWarning(day("1.0, 0.0, null"), CONFIG.warnings(), KeptColumns.NONE))
            .orderBy(EarlyWarning.RULE)
            .collectAsList();
    assertThat(rows)
        .extracting(r -> r.getString(2) + " " + r.getString(3) + " " + r.getString(4))
        .containsExactly("ends watch Ends 1 Feb 2026: 46%.", "idle urgent Used on 1 of 28 days.");
    assertThat(
            Warnings.earlyWarning(day("null, 0.0, null"), CONFIG.warnings(), KeptColumns.NONE)
                .count())
        .isEqualTo(1);
    assertThat(Warnings.earlyWarning(day("1.0, 0.0, null"), List.of(), KeptColumns.NONE).count())
        .isZero();
  }

  @Test
  void namesThatTheCatalogueLacksAreProblemsBeforeTheNight() {
    assertThat(CONFIG.problems(Set.of("days", "tickets", "hour", "ends_on")))
        .containsExactly(
            "dimension support, measures[1].feature: 'hours' is not a column of customer_360;"
                + " did you mean 'hour'?",
            "caps[0].when: 'share' is not a column of customer_360",
            "warning ends, sentence: 'share' is not a column of customer_360");
  }

  @Test
  void rulesThatCannotBeReadAreRefusedWithWhatToDo() {
    assertThatThrownBy(() -> new WarningRule("x", "days <", Severity.WARN, "s"))
        .hasMessageStartingWith("'days <' is not a Spark SQL expression");
    assertThatThrownBy(() -> new WarningRule("x", "true", Severity.WARN, "{Days}"))
        .hasMessageContaining("braces should hold a column name");
    assertThatThrownBy(() -> new Measure("days", null, 3, 3, null))
        .hasMessageContaining("two different numbers");
    assertThatThrownBy(() -> new Measure("days", null, 3, 4, "{days}"))
        .hasMessageContaining("should hold {value} or {value%}");
    assertThatThrownBy(
            () -> new Dimension("d", 1, null, List.of(new Measure("x", "y = 0", 1, 0, null))))
        .hasMessage("dimension 'd' needs at least one measure without 'unless'");
  }

  private static Row health(String values) {
    Dataset<Row> none =
        TestSpark.session().createDataFrame(List.of(), AccountHealth.TABLE.schema());
    return AccountHealth.TABLE
        .conform(Health.accountHealth(day(values), none, CONFIG, WORDS, KeptColumns.NONE))
        .collectAsList()
        .get(0);
  }

  /** A paying account with {@code days, tickets, hours}, and one that does not pay. */
  private static Dataset<Row> day(String values) {
    return TestSpark.session()
        .sql(
            ("select date'2025-12-31' as_of, account_id, active, cast(days as double) days,"
                    + " cast(tickets as double) tickets, cast(hours as double) hours,"
                    + " date'2026-02-01' ends_on, 0.456d share,"
                    + " map('gap', 5L) silent_days"
                    + " from values ('a', true, %s), ('b', false, 0, 0, 0)"
                    + " as t(account_id, active, days, tickets, hours)")
                .formatted(values));
  }
}
