package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RavenStackLandingTest {
  private static final Path PROJECT = project();

  @TempDir Path folder;

  @Test
  void everyRecordOfTheFiveExportsIsAccountedFor() throws IOException {
    Path data = Wanted.data("ravenstack");
    String mapping =
        Files.readString(PROJECT.resolve("conf/examples/ravenstack/sources/ravenstack.yaml"));
    try (LandingNight night = new LandingNight(folder, data)) {
      StepResult result = night.land("2024-12-31", mapping);
      assertThat(night.control().files().records())
          .isEqualTo(
              Map.of(
                  "ravenstack.accounts", 500L,
                  "ravenstack.churn_events", 600L,
                  "ravenstack.feature_usage", 25_000L,
                  "ravenstack.subscriptions", 5_000L,
                  "ravenstack.support_tickets", 2_000L));
      assertThat(result.note())
          .startsWith("5 files: 33,100 landed, 33,100 loaded, 0 quarantined\n");
      assertThat(result.rows())
          .containsEntry("source_account", 5_500L)
          .containsEntry("usage_event", 25_000L)
          .containsEntry("ticket", 4_000L)
          .containsEntry("signal", 600L);
      assertThat(night.mrrAt("2024-12-31")).isEqualTo("10159608.00");
      assertThat(night.mrrAt("2024-01-31")).isEqualTo("1522685.00");
    }
  }

  private static Path project() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("conf")) ? here : here.getParent();
  }
}
