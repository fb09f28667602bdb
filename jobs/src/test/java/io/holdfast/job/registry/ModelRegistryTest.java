package io.holdfast.job.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.propensity.BoostedScorer;
import io.holdfast.propensity.LogisticScorer;
import io.holdfast.propensity.Platt;
import io.holdfast.propensity.Preparation;
import io.holdfast.propensity.PropensityModel;
import io.holdfast.propensity.Quality;
import io.holdfast.propensity.Scorer;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);

  @TempDir Path lake;

  @Test
  void aModelComesBackAsItWas() {
    ModelRegistry registry = new ModelRegistry(lake.toUri().toString(), new Configuration());
    PropensityModel regression =
        model(
            new LogisticScorer(
                1,
                new Preparation(List.of(new Preparation.Input(0, false, true, 1 / 3.0, .1))),
                List.of(Math.PI),
                -1e-17));
    PropensityModel trees = model(new BoostedScorer(1, "AAEC"));
    PropensityModel abstained = model(null);

    for (PropensityModel model : List.of(regression, trees, abstained)) {
      assertThat(registry.load(registry.save(model))).isEqualTo(model);
    }
  }

  @Test
  void savingAgainWritesNothingAndAnotherModelOfTheSameNameAnotherFile() throws Exception {
    ModelRegistry registry = new ModelRegistry(lake.toString(), new Configuration());

    String first = registry.save(model(null));
    assertThat(registry.save(model(null))).isEqualTo(first);
    assertThat(registry.save(model(new BoostedScorer(1, "AAEC")))).isNotEqualTo(first);

    try (Stream<Path> files = Files.list(lake.resolve("models"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(2);
    }
  }

  @Test
  void aMissingOrDamagedFileSaysWhatToDo() throws Exception {
    ModelRegistry registry = new ModelRegistry(lake.toString(), new Configuration());
    Path damaged = Files.writeString(lake.resolve("damaged.json"), "{\"name\": ");

    assertThatThrownBy(() -> registry.load(damaged.toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("is damaged; run train to replace it");
    assertThatThrownBy(() -> registry.load(lake.resolve("gone.json").toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("gone.json; restore it or run train");
  }

  private static PropensityModel model(Scorer scorer) {
    return new PropensityModel(
        "churn_x_2025-06-30",
        "churn",
        90,
        "x",
        PropensityModel.Status.CHAMPION,
        "a reason",
        DAY,
        null,
        new PropensityModel.Rows(10, 2, DAY, null),
        List.of("mrr"),
        List.of("mrr"),
        scorer,
        new Platt(.1 + .2, 1, 2, 3, 4),
        scorer == null ? null : new Quality(1, 1, .7, .6, .8, .1, .1, .1, Double.NaN));
  }
}
