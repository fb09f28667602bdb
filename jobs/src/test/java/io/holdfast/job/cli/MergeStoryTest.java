package io.holdfast.job.cli;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.identity.IdentityRules;
import io.holdfast.job.config.Configs;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.IdentityDecision.SourceKey;
import io.holdfast.job.control.Release;
import io.holdfast.job.control.StepRow;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.job.nightly.Plan;
import io.holdfast.job.nightly.Progress;
import io.holdfast.job.step.CountFeature;
import io.holdfast.job.step.IdentityStep;
import io.holdfast.job.step.RevenueStep;
import io.holdfast.job.step.SnapshotStep;
import io.holdfast.job.step.Step;
import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.StepResult;
import io.holdfast.job.step.TableRows;
import io.holdfast.job.step.UsageStep;
import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Account;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.Customer360;
import io.holdfast.table.IdentityProposal;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two accounts that the CRM merged on 10 February, after scores were published, and took apart on
 * 10 March.
 */
class MergeStoryTest {
  private static final LocalDate BEFORE = LocalDate.of(2024, 1, 31);
  private static final LocalDate MERGED = LocalDate.of(2024, 2, 29);
  private static final LocalDate UNDONE = LocalDate.of(2024, 3, 31);
  private static final List<String> CODE =
      List.of("spark.sql.codegen.wholeStage", "spark.sql.codegen.factoryMode");
  private static final String CATALOG = "merge_story";

  @TempDir static Path folder;
  private static Control control;
  private static String older;
  private static String younger;
  private static List<String> published;

  @BeforeAll
  static void nights() {
    TestSpark.session().conf().set(CODE.get(0), "false");
    TestSpark.session().conf().set(CODE.get(1), "NO_CODEGEN");
    control = Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC());
    IcebergCatalog.register(
        TestSpark.session(),
        CATALOG,
        folder.toString(),
        "jdbc:sqlite:file:" + folder.resolve("catalog.db"));
    night(BEFORE);
    older = identities().accountOf("crm:a");
    younger = identities().accountOf("crm:b");
    published = figures(BEFORE);
    night(MERGED);
  }

  @AfterAll
  static void close() {
    CODE.forEach(TestSpark.session().conf()::unset);
    control.close();
  }

  @Test
  void historyMrrAndUsageFollowAndNothingCountsTwice() {
    assertThat(published).containsExactlyInAnyOrder(older + " 100.00 5", younger + " 50.00 3");
    assertThat(mrr())
        .containsExactlyInAnyOrder(
            "2024-01-01 " + older + " 150.00", "2024-02-01 " + older + " 150.00");
    assertThat(figures(MERGED)).containsExactly(older + " 150.00 8");
    assertThat(figures(BEFORE))
        .as("a released snapshot stays as it was")
        .containsExactlyInAnyOrder(older + " 100.00 5", younger + " 50.00 3");
    assertThat(crmKeys()).containsExactly("a " + older);
    assertThat(identities().accountOf(younger)).isEqualTo(older);
    assertThat(story(younger))
        .contains(
            "2024-01-02  crm:b       belongs to "
                + younger
                + ": its own record in crm (crm_account)",
            "2024-02-10  billing:cb  moves from "
                + younger
                + " to "
                + older
                + ", with all its history, as from 2024-02-10: keeps CRM id b (crm_id)",
            younger + "  known since 2024-01-02");

    night(UNDONE);
    assertThat(figures(UNDONE))
        .containsExactlyInAnyOrder(older + " 100.00 5", younger + " 50.00 3");
    assertThat(mrr())
        .contains("2024-02-01 " + older + " 100.00", "2024-02-01 " + younger + " 50.00")
        .hasSize(6);
    assertThat(crmKeys()).containsExactlyInAnyOrder("a " + older, "b " + younger);
    assertThat(scores(younger)).containsExactly("2024-01-31", "2024-03-31");
    assertThat(story("crm:b"))
        .contains(
            "2024-02-10  crm:b       moves from "
                + younger
                + " to "
                + older
                + ", with all its history, as from 2024-02-10: merged into a (crm_merge)",
            "2024-03-10  crm:b       moves from "
                + older
                + " to "
                + younger
                + ", with all its history, as from 2024-03-10: its own record in crm (crm_account)");

    assertThat(review()).contains("1800.00 name crm b crm a");
    decide(identities().toSplit("crm:b", "crm:a"));
    night(UNDONE.plusDays(1));
    assertThat(review()).as("what somebody said no to").doesNotContain("1800.00 name crm b crm a");

    assertThat(identities().toMerge(older, younger)).hasToString("[crm:a, crm:b]");
    assertThat(identities().toSplit("billing:cb")).hasToString("[billing:cb, crm:b]");
  }

  @Test
  void whatIsAskedForAmissIsToldBack() {
    assertThatThrownBy(() -> identities().toMerge("crm:a", "billing:ca"))
        .hasMessage("crm:a and billing:ca are one account already: " + older);
    assertThatThrownBy(() -> identities().accountOf("stripe:x"))
        .hasMessageContaining("There is no account stripe:x as of 2024-");
    assertThatThrownBy(() -> identities().accountOf("Acme"))
        .hasMessageContaining("There is no account 'Acme'. Give a Holdfast id");
    assertThatThrownBy(() -> identities().toSplit("a"))
        .hasMessageContaining("'a' is no SOURCE:KEY");
  }

  private static void decide(List<SourceKey> two) {
    LocalDate day = UNDONE.plusDays(1);
    control.identity().decide(false, two.get(0), two.get(1), day, "ada", "two branches");
  }

  private static Identities identities() {
    return new Identities(released(Account.TABLE), released(links()), release().asOf());
  }

  private static Table links() {
    return io.holdfast.table.AccountLink.TABLE;
  }

  private static String story(String account) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new IdentityStory(
            identities().accountOf(account),
            identities(),
            control.identity().knownBy(release().asOf()),
            released(IdentityProposal.TABLE))
        .print(Common.Format.table, new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<String> review() {
    return texts(
        identities()
            .review(released(IdentityProposal.TABLE), released(Customer360.TABLE))
            .selectExpr("concat_ws(' ', arr, rule, source, source_key, other_source, other_key)"));
  }

  /** Account, MRR and events of a day in the current release. */
  private static List<String> figures(LocalDate day) {
    return texts(
        released(Customer360.TABLE)
            .where(col(Customer360.AS_OF).equalTo(functions.lit(day)))
            .orderBy(Account.ACCOUNT_ID)
            .selectExpr("concat_ws(' ', account_id, mrr, cast(events_12d as int))"));
  }

  private static List<String> mrr() {
    return texts(
        released(AccountMrr.TABLE)
            .where("mrr > 0")
            .selectExpr("concat_ws(' ', month, account_id, mrr)"));
  }

  private static List<String> crmKeys() {
    return texts(
        released(Account.TABLE)
            .where("crm_key is not null")
            .selectExpr("concat_ws(' ', crm_key, account_id)"));
  }

  private static List<String> scores(String account) {
    return texts(
        released(AccountScore.TABLE)
            .where(col(Account.ACCOUNT_ID).equalTo(account))
            .orderBy(AccountScore.AS_OF)
            .selectExpr("cast(as_of as string)"));
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.as(Encoders.STRING()).collectAsList();
  }

  private static Release release() {
    return control.runs().current().orElseThrow();
  }

  private static Dataset<Row> released(Table table) {
    return new IcebergLake(
            TestSpark.session(), CATALOG, release().run(), release().asOf(), Optional.of(release()))
        .released(table);
  }

  private static void night(LocalDate day) {
    new Nightly(
            new Nightly.Place(
                TestSpark.session(), CATALOG, Configs.in(folder), control, "here", "hash"),
            new Plan(
                List.of(step("land", MergedTwo::land)),
                List.of(
                    new IdentityStep(rules(), List.of(), "crm"),
                    new UsageStep(catalogue()),
                    new SnapshotStep(catalogue(), ExchangeRates.none("USD")),
                    new RevenueStep(List.of()),
                    step("score", MergeStoryTest::score)),
                List.of(),
                step("report", context -> StepResult.empty())),
            new AsOf(day, ZoneOffset.UTC),
            new Silent())
        .run();
  }

  /** A score of every account that the CRM has, as a night publishes it. */
  private static StepResult score(StepContext context) {
    TableRows rows = TableRows.of(AccountScore.TABLE);
    context.lake().read(Account.TABLE).where("crm_key is not null").collectAsList().stream()
        .map(row -> row.<String>getAs(Account.ACCOUNT_ID))
        .forEach(
            id ->
                rows.row(
                    AccountScore.AS_OF,
                    java.sql.Date.valueOf(context.asOf().day()),
                    Account.ACCOUNT_ID,
                    id));
    return StepResult.empty()
        .wrote(AccountScore.TABLE, context.lake().replace(AccountScore.TABLE, rows.rows()));
  }

  private static Catalogue catalogue() {
    return new Catalogue(
        Map.of("events", new CellMetric(null, null)),
        Map.of("events_12d", CountFeature.of("events", 12)));
  }

  private static IdentityRules rules() {
    Problems problems = new Problems();
    IdentityRules rules =
        new Yaml(problems, name -> null)
            .read(Path.of("../conf/identity.yaml"), IdentityRules.class);
    problems.throwIfAny();
    return rules;
  }

  private interface Body {
    StepResult run(StepContext context);
  }

  private static Step step(String name, Body body) {
    return new Step() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public StepResult run(StepContext context) {
        return body.run(context);
      }
    };
  }

  private static final class Silent implements Progress {
    @Override
    public void begins(String step, int number, int of) {}

    @Override
    public void ended(StepRow step, boolean earlier) {}
  }
}
