package io.holdfast.job.step;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.Configs;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.LandedFile;
import io.holdfast.outcome.Outcomes;
import io.holdfast.score.Play;
import io.holdfast.score.Playbooks;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.Prediction;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreStepTest {
  private static final Path CONF = Path.of("../conf");
  private static final LocalDate DAY = LocalDate.parse("2025-12-31");

  private final Problems problems = new Problems();
  private final Yaml yaml = new Yaml(problems, name -> null);
  @TempDir Path folder;

  @Test
  void thePlaybooksOfTheConfigurationAreSoundAndFitItsOutcomes() {
    Playbooks playbooks = yaml.read(CONF.resolve("playbooks.yaml"), Playbooks.class);
    Outcomes outcomes = yaml.read(CONF.resolve("outcomes.yaml"), Outcomes.class);

    assertThat(problems.all()).isEmpty();
    assertThat(playbooks.plays()).hasSizeBetween(10, 20);
    assertThat(playbooks.plays())
        .allSatisfy(
            play -> assertThat(outcomes.outcomes()).anyMatch(o -> o.name().equals(play.outcome())));
  }

  @Test
  void aPlayThatNamesUnknownThingsIsRefusedWithEveryProblem() throws Exception {
    Path file = folder.resolve("playbooks.yaml");
    Files.writeString(
        file,
        """
        plays:
          - name: call
            outcome: churn
            priority: 1
            owner: Support
            due_in_days: 0
            when: {bands: [high]}
            action: "Call {owner}."
        """);

    assertThat(yaml.read(file, Playbooks.class)).isNull();
    assertThat(problems.all().toString())
        .contains("due_in_days should be 1 or more")
        .contains(
            "action names {owner}; known are [arr, at_stake, deadline, driver, due, probability");
  }

  @Test
  void theLastReleasedRunIsWhatAScoreIsComparedWith() {
    MemoryLake lake =
        new MemoryLake()
            .with(
                Prediction.TABLE,
                TableRows.of(Prediction.TABLE)
                    .row(prediction("2025-12-31", .3))
                    .row(prediction("2025-12-30", .2))
                    .row(prediction("2025-12-29", .9))
                    .rows())
            .with(
                Customer360.TABLE,
                customers(
                    TableRows.of(Customer360.TABLE)
                        .row(
                            "as_of",
                            Date.valueOf(DAY),
                            "account_id",
                            "hf-1",
                            "active",
                            true,
                            "arr",
                            new BigDecimal("1000.00"))
                        .rows()))
            .with(
                EarlyWarning.TABLE,
                TableRows.of(EarlyWarning.TABLE)
                    .row(
                        "as_of",
                        Date.valueOf(DAY),
                        "account_id",
                        "hf-1",
                        "rule",
                        "silence",
                        "severity",
                        "urgent",
                        "sentence",
                        "Nobody signed in for 30 days.")
                    .rows());
    try (Control control =
        Control.open("jdbc:sqlite:" + folder.resolve("c.db"), Clock.systemUTC())) {
      LocalDate before = LocalDate.parse("2025-12-30");
      String run = control.runs().startOrResume(before, "h");
      control.runs().release(run, before, Map.of());
      Playbooks playbooks = yaml.read(CONF.resolve("playbooks.yaml"), Playbooks.class);
      Outcomes outcomes = yaml.read(CONF.resolve("outcomes.yaml"), Outcomes.class);

      new ScoreStep(outcomes, List.of(), playbooks, List.of()).run(context(lake, control));
    }

    Row score = lake.read(AccountScore.TABLE).first();
    assertThat(score.<Double>getAs(AccountScore.PREVIOUS_PROBABILITY)).isEqualTo(.2);
    assertThat(score.<String>getAs(AccountScore.ACTION))
        .isEqualTo("Customer success: Call the customer about this: Nobody signed in for 30 days.");
    assertThat(score.<Date>getAs(AccountScore.DUE_ON)).isEqualTo(Date.valueOf("2026-01-02"));
  }

  @Test
  void lateExportMakesTheScoresItTouchesStaleAndSaysSo() throws Exception {
    MemoryLake lake =
        new MemoryLake()
            .with(Customer360.TABLE, customers(TableRows.of(Customer360.TABLE).rows()))
            .with(
                Prediction.TABLE,
                TableRows.of(Prediction.TABLE)
                    .row(prediction("2025-12-31", .01))
                    .row(with(prediction("2025-12-31", .3), "outcome", "upsell"))
                    .rows());
    Path file = folder.resolve("desk.yaml");
    Files.writeString(
        file,
        """
        source: desk
        exports:
          tickets:
            files: tickets/*
            late: {after_days: 1, then: degrade, outcomes: {upsell: ignore}}
            entities: [{entity: ticket, key: id}]
        """);
    try (Control control =
        Control.open("jdbc:sqlite:" + folder.resolve("c.db"), Clock.systemUTC())) {
      control
          .files()
          .record("desk.tickets.2025-12-29.0f", "desk", "tickets", List.of(landed()), List.of());
      Playbooks playbooks = yaml.read(CONF.resolve("playbooks.yaml"), Playbooks.class);
      Outcomes outcomes = yaml.read(CONF.resolve("outcomes.yaml"), Outcomes.class);
      List<Mapping> mappings = List.of(yaml.read(file, Mapping.class));

      new ScoreStep(outcomes, List.of(), playbooks, mappings).run(context(lake, control));
    }
    List<Row> scores = lake.read(AccountScore.TABLE).orderBy("outcome").collectAsList();
    assertThat(scores)
        .extracting(s -> s.getAs(AccountScore.STATUS))
        .containsExactly("stale", "fresh");
    assertThat(scores.get(0).<String>getAs(AccountScore.STATUS_REASON))
        .isEqualTo("desk.tickets landed last on 2025-12-29");
    assertThat(scores.get(0).<String>getAs(AccountScore.HEADLINE))
        .endsWith("Out of date: desk.tickets landed last on 2025-12-29.");
  }

  /** With the features that plays need, all 0. */
  private Dataset<Row> customers(Dataset<Row> rows) {
    Dataset<Row> all = rows;
    for (Play play : yaml.read(CONF.resolve("playbooks.yaml"), Playbooks.class).plays()) {
      for (String column : play.columns()) {
        all = Set.of(all.columns()).contains(column) ? all : all.withColumn(column, lit(0d));
      }
    }
    return all;
  }

  private static LandedFile landed() {
    return new LandedFile("tickets/a.csv", 1, 1);
  }

  private static Object[] with(Object[] prediction, String column, String value) {
    Object[] copy = prediction.clone();
    copy[List.of(copy).indexOf(column) + 1] = value;
    return copy;
  }

  private static Object[] prediction(String day, double probability) {
    return new Object[] {
      "as_of",
      Date.valueOf(day),
      "account_id",
      "hf-1",
      "outcome",
      "churn",
      "horizon_days",
      90L,
      "model",
      "m",
      "status",
      "fresh",
      "probability",
      probability
    };
  }

  private static StepContext context(MemoryLake lake, Control control) {
    Config config = Configs.in(CONF, CONF, "Northwind", List.of());
    return new StepContext(
        TestSpark.session(), config, new AsOf(DAY, ZoneOffset.UTC), "run", lake, control);
  }
}
