package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.control.Control;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.file.FileTarget;
import io.holdfast.table.Account;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishStepTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  @TempDir Path folder;
  private Control control;
  private final MemoryLake lake = new MemoryLake();

  @BeforeEach
  void open() throws Exception {
    control = Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC());
    lake.with(
        Account.TABLE,
        TableRows.of(Account.TABLE)
            .row("account_id", "hf-1", "name", "Acme", "crm_key", "001A")
            .row("account_id", "hf-2", "name", "Bolt", "crm_key", "001B")
            .row("account_id", "hf-3", "name", "No CRM")
            .row("account_id", "hf-4", "name", "Merged", "crm_key", "001D", "forwards_to", "hf-1")
            .row("account_id", "hf-5", "name", "Not scored", "crm_key", "001E")
            .rows());
    lake.with(AccountScore.TABLE, scores().rows());
    lake.with(
        AccountHealth.TABLE,
        TableRows.of(AccountHealth.TABLE)
            .row(
                "as_of",
                day(0),
                "account_id",
                "hf-1",
                "score",
                41.4,
                "band",
                "poor",
                "confidence",
                .8)
            .row("as_of", day(-1), "account_id", "hf-5", "score", 90.0, "band", "good")
            .rows());
  }

  @AfterEach
  void close() throws Exception {
    control.close();
  }

  @Test
  void sendsTheFiguresOfTheDayByRecordId() throws Exception {
    StepResult result = step(mapping()).run(context(DAY));

    assertThat(result.note()).isEqualTo("2 sent; this run: 2 succeeded, 0 rejected, 0 pending");
    assertThat(result.rows()).isEqualTo(Map.of("sent", 2L, "not_sent", 0L));
    assertThat(Files.readString(folder.resolve("out/Account_run-2024-12-31_001.csv")))
        .isEqualTo(
            """
            Id,Risk,Why,Stake,Do,Until,State,Line,Health,Day\r
            001A,73,Sign-ins fell by half,12001,Call them,2025-01-10,fresh,Leaving,41,2024-12-31\r
            001B,,,,,,abstained,,,2024-12-31\r
            """);
  }

  @Test
  void aNewDayAloneSendsNothing() {
    step(mapping()).run(context(DAY));
    lake.with(AccountScore.TABLE, scores(1).rows());
    lake.with(
        AccountHealth.TABLE,
        TableRows.of(AccountHealth.TABLE)
            .row(
                "as_of",
                day(1),
                "account_id",
                "hf-1",
                "score",
                41.4,
                "band",
                "poor",
                "confidence",
                .8)
            .rows());

    assertThat(step(mapping()).plan(context(DAY.plusDays(1))).intents()).isEmpty();
    assertThat(step(mapping()).run(context(DAY.plusDays(1))).note()).startsWith("nothing changed");
  }

  @Test
  void anAccountThatIsNoLongerScoredIsCleared() throws Exception {
    step(mapping()).run(context(DAY));

    step(mapping()).run(context(DAY.plusDays(1)));

    assertThat(Files.readString(folder.resolve("out/Account_run-2025-01-01_001.csv")))
        .contains("001A,,,,,,,,,2025-01-01\r\n")
        .doesNotContain("001E");
  }

  @Test
  void anOutcomeThatIsNotScoredIsRefused() {
    assertThatThrownBy(() -> step(Map.of("Risk", "chrun.percent")).plan(context(DAY)))
        .hasMessage(
            "field Risk reads outcome 'chrun', which is not scored; scored are churn, upsell");
  }

  private PublishStep step(Map<String, String> fields) {
    CrmConfig config =
        new CrmConfig("file", "out", null, null, null, null, "Account", "Id", fields);
    return new PublishStep(new FileTarget("loader", config, folder), config);
  }

  private StepContext context(LocalDate day) {
    return new StepContext(
        TestSpark.session(), null, new AsOf(day, ZoneOffset.UTC), "run-" + day, lake, control);
  }

  private static Map<String, String> mapping() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Risk", "churn.percent");
    fields.put("Why", "churn.reason_1");
    fields.put("Stake", "churn.at_stake");
    fields.put("Do", "churn.action");
    fields.put("Until", "churn.due_on");
    fields.put("State", "churn.status");
    fields.put("Line", "headline");
    fields.put("Health", "health.score");
    fields.put("Day", "as_of");
    return fields;
  }

  private static TableRows scores() {
    return scores(0);
  }

  private static TableRows scores(int shift) {
    Row why = RowFactory.create("f_logins", "Sign-ins fell by half", 1.2, 3.0, 6.0, 7.0);
    return TableRows.of(AccountScore.TABLE)
        .row(
            "as_of",
            day(shift),
            "account_id",
            "hf-1",
            "outcome",
            "churn",
            "horizon_days",
            90L,
            "subject",
            "all",
            "role",
            "champion",
            "probability",
            .7251,
            "status",
            "fresh",
            "arr_at_stake",
            new BigDecimal("12000.50"),
            "drivers",
            List.of(why),
            "action",
            "Call them",
            "due_on",
            Date.valueOf("2025-01-10"),
            "headline",
            "Leaving")
        .row(
            "as_of",
            day(shift),
            "account_id",
            "hf-1",
            "outcome",
            "churn",
            "horizon_days",
            90L,
            "subject",
            "all",
            "role",
            "challenger",
            "probability",
            .1,
            "status",
            "fresh")
        .row(
            "as_of",
            day(shift),
            "account_id",
            "hf-1",
            "outcome",
            "upsell",
            "horizon_days",
            90L,
            "subject",
            "all",
            "role",
            "champion",
            "probability",
            .2,
            "status",
            "fresh",
            "headline",
            "Leaving")
        .row(
            "as_of",
            day(shift),
            "account_id",
            "hf-2",
            "outcome",
            "churn",
            "horizon_days",
            90L,
            "subject",
            "all",
            "role",
            "champion",
            "status",
            "abstained");
  }

  private static Date day(int shift) {
    return Date.valueOf(DAY.plusDays(shift));
  }
}
