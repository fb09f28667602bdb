package io.holdfast.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.EntityMapping;
import io.holdfast.conform.Export;
import io.holdfast.conform.Lateness;
import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.Configs;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.LandedFile;
import io.holdfast.job.control.PublishIntent;
import io.holdfast.job.control.PublishReceipt;
import io.holdfast.job.lake.Lake;
import io.holdfast.job.step.MemoryLake;
import io.holdfast.job.step.ReportStep;
import io.holdfast.job.step.StepContext;
import io.holdfast.outcome.Outcome;
import io.holdfast.outcome.Outcomes;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final LocalDate DAY = LocalDate.parse("2025-12-31");
  private static final Outcomes OUTCOMES =
      new Outcomes(List.of(Outcome.of(Outcome.Kind.CHURN), Outcome.of(Outcome.Kind.UPSELL)));

  @TempDir Path folder;

  @Test
  void thePageTellsTheMonthAndRefersToNothingOutsideItself() throws Exception {
    String html = rendered(SampleLake.scored(), folder);

    assertThat(html)
        .contains(
            "Monthly recurring revenue closed December 2025 at USD 1.28M, USD 21.0k (1.7%) more"
                + " than at the end of the month before: USD 39.2k won, USD 17.5k lost.")
        .contains("2 of 3 data checks passed, 1 warn and 0 failed.")
        .contains("Northwind Cloud: who stays, who leaves, who grows")
        .contains("crm id unknown");
    assertThat(html.replace("href=\"data:,\"", "").replaceAll("href=\"#[a-z]+\"", ""))
        .doesNotContain("href=")
        .doesNotContain("src=")
        .doesNotContain("http")
        .doesNotContain("url(")
        .doesNotContain("<script")
        .contains("Initech &lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne");
    assertThat(Files.readString(folder.resolve("report-2025-12-31.html"))).isEqualTo(html);
  }

  @Test
  void aMonthThatStaysOpenIsSaidAndTheLastClosedOneIsTold() throws Exception {
    MemoryLake lake = SampleLake.scored();
    lake.with(PeriodClose.TABLE, lake.read(PeriodClose.TABLE).where("month < date'2025-12-01'"));
    String html = rendered(lake, folder, List.of(late()));

    String open = "December 2025 stays open: billing.subscriptions landed last on 2025-12-20.";
    assertThat(html)
        .contains("Monthly recurring revenue closed November 2025 at")
        .contains(" customers paid then, ")
        .contains(" stopped in November 2025;")
        .contains("MRR, Nov 2025")
        .contains("<strong>" + open + "</strong>")
        .doesNotContain("this month");
    assertThat(html.split(open, -1)).hasSize(3);
  }

  private static Mapping late() {
    Lateness late = new Lateness(1, Lateness.Then.DEGRADE, null, Map.of());
    EntityMapping subscription =
        new EntityMapping(
            "subscription",
            null,
            null,
            null,
            "id",
            null,
            null,
            null,
            null,
            null,
            Map.of("mrr", "mrr"),
            null,
            Map.of(),
            Map.of());
    Export export =
        new Export(
            List.of("s/*.csv"),
            null,
            null,
            null,
            null,
            null,
            List.of(subscription),
            List.of(),
            Map.of(),
            late,
            null,
            null);
    return new Mapping("billing", null, Map.of(), Map.of("subscriptions", export));
  }

  @Test
  void whereModelsAbstainThePageSaysWhyAndShowsThePoorestHealth() throws Exception {
    String html = rendered(SampleLake.abstained(), folder);

    assertThat(html)
        .contains("There is no churn forecast: no signal above chance: the AUC is 0.50.")
        .contains("Accounts in the poorest health")
        .doesNotContain("ARR at stake");
  }

  @Test
  void aLakeThatHoldsNothingYetGivesAPage() throws Exception {
    assertThat(rendered(new MemoryLake(), folder))
        .contains("5,120 records so far, 20 of them in quarantine, 31 ignored.")
        .contains("No month has been closed yet.")
        .contains("No model has been trained yet.")
        .contains("No account has a health score.");
  }

  /** Renders a lake into the folder and gives the page. */
  static String rendered(Lake lake, Path folder) throws IOException {
    return rendered(lake, folder, List.of());
  }

  private static String rendered(Lake lake, Path folder, List<Mapping> mappings)
      throws IOException {
    Config config = Configs.in(folder, folder, "Northwind Cloud", List.of("demo"));
    try (Control control =
        Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC())) {
      control
          .files()
          .record(
              "b",
              "zendesk",
              "tickets",
              List.of(new LandedFile("zendesk/tickets/1.csv", 1000, 5120, 20, 31)),
              List.of());
      control
          .files()
          .record(
              "billing.subscriptions.2025-12-20.0f",
              "billing",
              "subscriptions",
              List.of(new LandedFile("s/1.csv", 1, 0, 0, 0)),
              List.of());
      control
          .publishing()
          .open(
              "demo",
              "run-1",
              DAY,
              List.of(
                  new PublishIntent("1", "hf-1", "h", "{}"),
                  new PublishIntent("2", "hf-2", "h", "{}")));
      control
          .publishing()
          .settle(
              "demo",
              List.of(
                  PublishReceipt.succeeded("1"), PublishReceipt.rejected("2", "crm id unknown")));
      new ReportStep(OUTCOMES, mappings)
          .run(
              new StepContext(
                  TestSpark.session(),
                  config,
                  new AsOf(DAY, ZoneOffset.UTC),
                  "run-1",
                  lake,
                  control));
    }
    return Files.readString(folder.resolve("report.html"));
  }
}
