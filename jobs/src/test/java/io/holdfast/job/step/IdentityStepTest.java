package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.identity.IdentityRules;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

class IdentityStepTest {
  private static final Timestamp TIME = Timestamp.valueOf("2024-12-01 00:00:00");
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
    AsOf asOf = new AsOf(LocalDate.of(2024, 12, 31), ZoneOffset.UTC);
    return new StepContext(TestSpark.session(), null, asOf, "run", lake, null);
  }
}
