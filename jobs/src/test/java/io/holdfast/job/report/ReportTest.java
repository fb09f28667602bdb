package io.holdfast.job.report;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
      new ReportStep(OUTCOMES)
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
