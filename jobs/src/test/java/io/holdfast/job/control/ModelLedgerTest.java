package io.holdfast.job.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelLedgerTest {
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 30);
  private static final LocalDate JULY = LocalDate.of(2025, 7, 31);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDayIsServedByTheLastTrainingPromotedByThen(TestDatabase kind) throws Exception {
    try (Control control = Control.open(kind.fresh(folder), Clock.systemUTC())) {
      ModelLedger models = control.models();
      models.record("churn", JULY, JULY, List.of(row("churn_c", JULY, "champion")));
      models.record(
          "churn",
          JUNE,
          JUNE,
          List.of(row("churn_a", JUNE, "champion"), row("churn_b", JUNE, "challenger")));

      assertThat(models.last("churn", JUNE.minusDays(1))).isEmpty();
      assertThat(models.last("churn", JULY.minusDays(1)))
          .extracting(ModelRow::model)
          .containsExactly("churn_a", "churn_b");
      assertThat(models.last("churn", JULY)).containsExactly(row("churn_c", JULY, "champion"));
      assertThat(models.last("upsell", JULY)).isEmpty();
      assertThat(models.promotedBy(JULY)).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aTrainingOfTheSameDayReplacesTheEarlierOne(TestDatabase kind) throws Exception {
    try (Control control = Control.open(kind.fresh(folder), Clock.systemUTC())) {
      ModelLedger models = control.models();
      models.record(
          "churn",
          JUNE,
          JUNE,
          List.of(row("churn_a", JUNE, "champion"), row("churn_b", JUNE, "challenger")));
      models.record("churn", JUNE, JUNE, List.of(row("churn_a", JUNE, "abstained")));

      assertThat(models.promotedBy(JULY)).containsExactly(row("churn_a", JUNE, "abstained"));
    }
  }

  private static ModelRow row(String model, LocalDate day, String status) {
    return new ModelRow(model, "churn", day, day, status, "file:/models/" + model);
  }
}
