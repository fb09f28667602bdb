package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Configs;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.LandedFile;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.GateFinding;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.Subscription;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract since September 2025, as of the end of December. */
class RevenueStepTest {
  private static final LocalDate DAY = LocalDate.parse("2025-12-31");
  private static final String LATE = "late: {after_days: 1, then: %s}";

  @TempDir Path folder;
  private final MemoryLake lake = new MemoryLake();
  private Control control;

  @BeforeEach
  void open() {
    control = Control.open("jdbc:sqlite:" + folder.resolve("c.db"), Clock.systemUTC());
    Timestamp began = Timestamp.valueOf("2025-09-10 00:00:00");
    lake.with(
        Subscription.TABLE,
        TableRows.of(Subscription.TABLE)
            .row(
                "source",
                "billing",
                "source_key",
                "s",
                "event_time",
                began,
                "known_at",
                began,
                "account_key",
                "a",
                "status",
                "active",
                "mrr",
                new BigDecimal("100.00"),
                "currency",
                "USD")
            .rows());
    lake.with(
        AccountLink.TABLE,
        TableRows.of(AccountLink.TABLE)
            .row("source", "billing", "source_key", "a", "account_id", "hf-1")
            .rows());
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void everyMonthClosesWhileNothingIsLate() {
    landed("2025-12-31");
    assertThat(run("subscription", LATE.formatted("degrade")).note())
        .isEqualTo("MRR 100.00 USD from 1 accounts; the bridge closes in all 4 months");
  }

  @Test
  void noMonthClosesThatEndsOnOrAfterTheDayItIsLateSince() {
    landed("2025-12-20");
    assertThat(run("subscription", LATE.formatted("degrade")).note())
        .isEqualTo(
            "MRR 100.00 USD from 1 accounts; the bridge closes in all 3 months;"
                + " December 2025 stays open: billing.things landed last on 2025-12-20");
    assertThat(closed()).containsExactly("2025-09-01", "2025-10-01", "2025-11-01");
    assertThat(lake.read(AccountMrr.TABLE).where("month = date'2025-12-01'").count())
        .as("what is known of the month is still there")
        .isEqualTo(1);
  }

  @Test
  void aMonthThatHadEndedOpensWhereItsLastDayIsInDoubt() {
    landed("2025-11-29");
    assertThat(run("invoice", LATE.formatted("degrade")).note())
        .endsWith(
            "November 2025, December 2025 stay open: billing.things landed last on 2025-11-29");
    assertThat(closed()).containsExactly("2025-09-01", "2025-10-01");
  }

  @Test
  void whatTheBridgeDoesNotReadOrTheMappingIgnoresLeavesNothingOpen() {
    landed("2025-11-29");
    assertThat(run("ticket", LATE.formatted("degrade")).note()).endsWith("in all 4 months");
    assertThat(run("subscription", LATE.formatted("ignore")).note()).endsWith("in all 4 months");
  }

  @Test
  void whereAllIsInDoubtNoMonthIsClosed() {
    landed("2025-08-31");
    assertThat(run("subscription", LATE.formatted("degrade")).note())
        .startsWith("no month is closed; September 2025, October 2025, November 2025, December");
    assertThat(closed()).isEmpty();
  }

  @Test
  void anOddLoadLeavesTheMonthOpenUnlessItsKindIsIgnored() {
    landed("2025-12-30");
    lake.with(GateFinding.TABLE, finding("2025-12-30", "shrunken"));
    assertThat(run("plan", "gate: {}").note())
        .endsWith("December 2025 stays open: billing.things of 2025-12-30: it has 3 records");
    assertThat(run("plan", "gate: {ignore: [shrunken]}").note()).endsWith("in all 4 months");
  }

  /** What was found in the export's load of a day. */
  private static Dataset<Row> finding(String day, String kind) {
    return TableRows.of(GateFinding.TABLE)
        .row(
            "fingerprint",
            "f",
            "as_of",
            Date.valueOf(day),
            "gate",
            "load",
            "export",
            "billing.things",
            "batch",
            "billing.things." + day + ".0f",
            "kind",
            kind,
            "verdict",
            "degrade",
            "found",
            "billing.things of %s: it has 3 records".formatted(day))
        .rows();
  }

  private void landed(String day) {
    control
        .files()
        .record(
            "billing.things." + day + ".0f",
            "billing",
            "things",
            List.of(new LandedFile("things/a.csv", 1, 1)),
            List.of());
  }

  private StepResult run(String entity, String keys) {
    return new RevenueStep(List.of(mapping(entity, keys)))
        .run(
            new StepContext(
                TestSpark.session(),
                Configs.in(folder),
                new AsOf(DAY, ZoneOffset.UTC),
                "run",
                lake,
                control));
  }

  private Mapping mapping(String entity, String keys) {
    Path file = folder.resolve("billing.yaml");
    try {
      Files.writeString(
          file,
          """
          source: billing
          exports:
            things:
              files: things/*.csv
              %s
              entities: [{entity: %s, key: id}]
          """
              .formatted(keys, entity));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Problems problems = new Problems();
    Mapping mapping = new Yaml(problems, name -> null).read(file, Mapping.class);
    problems.throwIfAny();
    return mapping;
  }

  private List<String> closed() {
    return lake.read(PeriodClose.TABLE)
        .selectExpr("string(month)")
        .orderBy("month")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
