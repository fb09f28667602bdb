package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.identity.IdentityRules;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.IdentityDecision.SourceKey;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityStepTest {
  private static final Timestamp TIME = Timestamp.valueOf("2024-12-01 00:00:00");
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  private final MemoryLake lake = new MemoryLake();

  @Test
  void linksWithTheShippedRulesAndTellsWhatItWrote() {
    lake.with(
        SourceAccount.TABLE,
        TableRows.of(SourceAccount.TABLE)
            .row(
                "source",
                "crm",
                "source_key",
                "001A",
                "event_time",
                TIME,
                "known_at",
                TIME,
                "name",
                "Acme",
                "domain",
                "acme.com",
                "email",
                "jo@acme.com")
            .row(
                "source",
                "billing",
                "source_key",
                "c1",
                "event_time",
                TIME,
                "known_at",
                TIME,
                "email",
                "accounts@acme.com")
            .row(
                "source",
                "billing",
                "source_key",
                "c2",
                "event_time",
                TIME,
                "known_at",
                TIME,
                "email",
                "someone@gmx.de")
            .rows());
    IdentityStep step = new IdentityStep(rules(), List.of(), "crm");

    assertThat(step.run(context()).rows()).containsEntry("account_link", 3L);
    String first = accounts();
    assertThat(step.run(context()).rows()).containsEntry("account", 2L);
    assertThat(accounts()).isEqualTo(first);
    assertThat(lake.read(AccountLink.TABLE).toJSON().collectAsList().toString())
        .contains("domain acme.com")
        .doesNotContain("@");
  }

  @Test
  void aNightWithoutASingleAccountIsHeld() {
    lake.with(SourceAccount.TABLE, TableRows.of(SourceAccount.TABLE).rows());
    assertThatThrownBy(() -> new IdentityStep(rules(), List.of(), "crm").run(context()))
        .isInstanceOf(HeldException.class)
        .hasMessageStartingWith("Not a single account is known by 2024-12-31")
        .hasMessageContaining("deliver accounts of crm");
  }

  @Test
  void decisionsOfPeopleAreReplayedFromTheirDayOn(@TempDir Path folder) {
    TableRows rows = TableRows.of(SourceAccount.TABLE);
    for (String key : List.of("a", "b")) {
      rows.row("source", "crm", "source_key", key, "event_time", TIME, "known_at", TIME);
    }
    lake.with(SourceAccount.TABLE, rows.rows());
    String address = "jdbc:sqlite:file:" + folder.resolve("control.db");
    try (Control control = Control.open(address, Clock.systemUTC())) {
      control
          .identity()
          .decide(true, new SourceKey("crm", "a"), new SourceKey("crm", "b"), DAY, "ada", "told");
      IdentityStep step = new IdentityStep(rules(), List.of(), "crm");

      step.run(context(DAY.minusDays(1), control));
      assertThat(lake.read(Account.TABLE).where("forwards_to is null").count()).isEqualTo(2);
      step.run(context(DAY, control));
      assertThat(lake.read(Account.TABLE).where("forwards_to is null").count()).isEqualTo(1);
      assertThat(
              lake.read(AccountLink.TABLE)
                  .where("source_key = 'b' and known_to is null and valid_to is null")
                  .selectExpr("concat_ws(' ', rule, evidence, known_from)")
                  .as(Encoders.STRING())
                  .collectAsList())
          .containsExactly("decision ada: told 2024-12-31 00:00:00");
    }
  }

  private String accounts() {
    return lake.read(Account.TABLE)
        .select("account_id")
        .orderBy("account_id")
        .as(Encoders.STRING())
        .collectAsList()
        .toString();
  }

  private static IdentityRules rules() {
    Problems problems = new Problems();
    IdentityRules rules =
        new Yaml(problems, name -> null)
            .read(Path.of("../conf/identity.yaml"), IdentityRules.class);
    assertThat(problems.all()).isEmpty();
    return rules;
  }

  private StepContext context() {
    return context(DAY, null);
  }

  private StepContext context(LocalDate day, Control control) {
    AsOf asOf = new AsOf(day, ZoneOffset.UTC);
    return new StepContext(TestSpark.session(), null, asOf, "run", lake, control);
  }
}
