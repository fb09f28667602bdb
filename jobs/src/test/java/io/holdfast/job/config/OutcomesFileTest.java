package io.holdfast.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.outcome.Outcome;
import io.holdfast.outcome.Outcomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomesFileTest {
  private final Problems problems = new Problems();
  @TempDir Path folder;

  @Test
  void deliveredFileDeclaresChurnAndUpsellWithTheDefaults() {
    Outcomes outcomes = read(Path.of("../conf/outcomes.yaml"));
    assertThat(problems.all()).isEmpty();
    assertThat(outcomes.outcomes())
        .containsExactly(Outcome.of(Outcome.Kind.CHURN), Outcome.of(Outcome.Kind.UPSELL));
  }

  @Test
  void bandsHaveWordsThatFitTheOutcomeOrTheirOwn() throws IOException {
    assertThat(Outcome.of(Outcome.Kind.CHURN).bands().words()).endsWith("high", "critical");
    assertThat(Outcome.of(Outcome.Kind.UPSELL).bands().words()).endsWith("high", "very high");
    Path file =
        Files.writeString(
            folder.resolve("outcomes.yaml"),
            "outcomes:\n  - {name: churn, kind: churn, bands: {words: [calm, warm, hot, ablaze]}}\n");
    assertThat(read(file).outcomes().get(0).bands().strong()).containsExactly("hot", "ablaze");
    read("outcomes:\n  - {name: churn, kind: churn, bands: {words: [low, high]}}\n");
    assertThat(problems.all().toString()).contains("four different ones, the lowest first");
  }

  @Test
  void embargoShorterThanTheHorizonIsRefused() throws IOException {
    read("outcomes:\n  - {name: churn, kind: churn, training: {embargo_days: 30}}\n");
    assertThat(problems.all())
        .containsExactly(
            folder
                + "/outcomes.yaml:2: outcomes[0] training.embargo_days 30 is less than horizon_days"
                + " 90; training would see test days");
  }

  @Test
  void wrongKindNamesTheKnownOnes() throws IOException {
    read("outcomes:\n  - {name: churn, kind: leaving}\n");
    assertThat(problems.all())
        .containsExactly(
            folder
                + "/outcomes.yaml:2: outcomes[0].kind 'leaving' is not one of churn, downsell,"
                + " upsell");
  }

  @Test
  void nameThatStandsTwiceIsRefused() throws IOException {
    read("outcomes:\n  - {name: churn, kind: churn}\n  - {name: churn, kind: upsell}\n");
    assertThat(problems.all())
        .containsExactly(
            folder + "/outcomes.yaml:1: outcome churn stands twice; give each its own name");
  }

  private void read(String yaml) throws IOException {
    read(Files.writeString(folder.resolve("outcomes.yaml"), yaml));
  }

  private Outcomes read(Path file) {
    return new Yaml(problems, name -> null).read(file, Outcomes.class);
  }
}
