package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Configs;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.ModelRow;
import io.holdfast.propensity.SimulatedCompany;
import io.holdfast.propensity.TrainingSettings;
import io.holdfast.table.Customer360;
import io.holdfast.table.ModelCard;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.Prediction;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndPredictTest {
  private static final LocalDate DAY = SimulatedCompany.END;
  private static final SimulatedCompany COMPANY = new SimulatedCompany(7, 300, 14, 6, .8);

  @TempDir Path folder;
  private Control control;
  private final MemoryLake lake = new MemoryLake();

  @BeforeEach
  void open() {
    control = Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC());
    lake.with(Customer360.TABLE, COMPANY.customer360).with(OutcomeLabel.TABLE, COMPANY.outcome);
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void aNightTrainsOnceAndScoresWithTheChampion() {
    StepResult first = train(30).run(context(DAY));
    List<ModelRow> trained = control.models().promotedBy(DAY);
    StepResult second = train(30).run(context(DAY.plusDays(29)));

    assertThat(first.note()).startsWith("churn: champion ").contains("out-of-time AUC 0.");
    assertThat(second.note()).isEqualTo("churn: not due until 2026-01-30");

    StepResult scored = new PredictStep(List.of("churn")).run(context(DAY));

    assertThat(scored.rows()).containsEntry("prediction", 300L).containsEntry("model_card", 2L);
    String champion = champion(trained).model();
    assertThat(lake.read(Prediction.TABLE).collectAsList())
        .allMatch(row -> champion.equals(row.getAs(Prediction.MODEL)))
        .allMatch(row -> "fresh".equals(row.getAs(Prediction.STATUS)));
    assertThat(lake.read(ModelCard.TABLE).collectAsList())
        .extracting(row -> row.<String>getAs(ModelCard.STATUS))
        .containsExactlyInAnyOrder("champion", "challenger");
  }

  @Test
  void trainingTheSameDayAgainGivesTheSameModelsForTheNightsAfterIt() {
    train(30).run(context(DAY));
    List<ModelRow> first = control.models().promotedBy(DAY);

    train(30).again().run(context(DAY));

    assertThat(control.models().promotedBy(DAY)).isEqualTo(first);
    assertThat(control.models().promotedBy(DAY.plusDays(1)))
        .extracting(ModelRow::location)
        .isEqualTo(first.stream().map(ModelRow::location).toList());
  }

  @Test
  void aNightScoresWithTheChampionPromotedByItsDayWhateverIsTrainedLater() {
    train(30).run(context(DAY));
    String champion = champion(control.models().promotedBy(DAY)).model();
    TrainingSettings demanding = new TrainingSettings("churn", 90, 90, 500, 9999, .5);
    TrainStep other =
        new TrainStep(List.of(new TrainStep.Plan(demanding, 30)), COMPANY.catalogue).again();
    other.run(context(DAY));

    new PredictStep(List.of("churn")).run(context(DAY));
    assertThat(lake.read(Prediction.TABLE).collectAsList())
        .allMatch(row -> champion.equals(row.getAs(Prediction.MODEL)));
    assertThat(other.cards(context(DAY)))
        .extracting(row -> row.getString(3))
        .containsExactly("abstained");

    new PredictStep(List.of("churn")).run(context(DAY.plusDays(1)));
    assertThat(cardStatuses()).containsExactlyInAnyOrder("retired", "retired", "abstained");
  }

  @Test
  void anAbstentionIsRememberedAndPublishesNoProbability() {
    TrainingSettings demanding = new TrainingSettings("churn", 90, 90, 500, 9999, .5);
    StepResult result =
        new TrainStep(List.of(new TrainStep.Plan(demanding, 30)), COMPANY.catalogue)
            .run(context(DAY));
    new PredictStep(List.of("churn")).run(context(DAY));

    assertThat(result.note()).startsWith("churn: abstained, too little data: ");
    assertThat(train(30).run(context(DAY)).note()).contains("not due until 2026-01-30");
    assertThat(lake.read(Prediction.TABLE).collectAsList())
        .hasSize(300)
        .allMatch(row -> row.getAs(Prediction.PROBABILITY) == null)
        .allMatch(row -> row.<String>getAs(Prediction.STATUS_REASON).startsWith("too little data"));
    assertThat(cardStatuses()).containsExactly("abstained");
  }

  @Test
  void aDayBeforeATrainingIsNotServedByIt() {
    train(30).run(context(DAY));
    new PredictStep(List.of("churn")).run(context(DAY.minusMonths(1).withDayOfMonth(30)));

    assertThat(lake.read(Prediction.TABLE).count()).isZero();
    assertThat(cardStatuses()).isEmpty();
  }

  @Test
  void aLaterTrainingRetiresTheChampion() {
    train(30).run(context(DAY));
    TrainingSettings demanding = new TrainingSettings("churn", 90, 90, 500, 9999, .5);
    new TrainStep(List.of(new TrainStep.Plan(demanding, 30)), COMPANY.catalogue)
        .run(context(DAY.plusDays(31)));
    new PredictStep(List.of("churn")).run(context(DAY.plusDays(31)));

    assertThat(cardStatuses()).containsExactlyInAnyOrder("retired", "retired", "abstained");
  }

  private List<String> cardStatuses() {
    List<Row> cards = lake.read(ModelCard.TABLE).collectAsList();
    return cards.stream().map(row -> row.<String>getAs(ModelCard.STATUS)).toList();
  }

  private static ModelRow champion(List<ModelRow> rows) {
    return rows.stream().filter(row -> row.status().equals("champion")).findFirst().orElseThrow();
  }

  private static TrainStep train(int retrainDays) {
    TrainingSettings churn = new TrainingSettings("churn", 90, 90, 500, 40, .5);
    return new TrainStep(List.of(new TrainStep.Plan(churn, retrainDays)), COMPANY.catalogue);
  }

  private StepContext context(LocalDate day) {
    Config config = Configs.in(folder);
    return new StepContext(
        TestSpark.session(), config, new AsOf(day, ZoneOffset.UTC), "r1", lake, control);
  }
}
