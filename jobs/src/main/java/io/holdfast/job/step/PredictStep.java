package io.holdfast.job.step;

import io.holdfast.job.control.ModelRow;
import io.holdfast.job.registry.ModelRegistry;
import io.holdfast.propensity.ModelCards;
import io.holdfast.propensity.Predictions;
import io.holdfast.propensity.PropensityModel;
import io.holdfast.table.Customer360;
import io.holdfast.table.ModelCard;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.Prediction;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Scores the day's accounts with the models promoted by then, and keeps the cards of all models.
 */
public final class PredictStep implements Step {
  private final List<String> outcomes;

  /**
   * A step for some outcomes.
   *
   * @param outcomes their names
   */
  public PredictStep(List<String> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public StepResult run(StepContext context) {
    LocalDate day = context.asOf().day();
    List<ModelRow> promoted = context.control().models().promotedBy(day);
    Map<String, PropensityModel> models = models(context, promoted);
    Set<String> current = new HashSet<>();
    for (String outcome : outcomes) {
      context.control().models().last(outcome, day).forEach(row -> current.add(row.model()));
    }
    Dataset<Row> cards =
        context
            .spark()
            .createDataFrame(
                ModelCards.of(
                    promoted.stream().map(row -> models.get(row.model())).toList(), current),
                ModelCard.TABLE.schema());
    long written = context.lake().replace(ModelCard.TABLE, cards);
    return StepResult.empty()
        .wrote(
            Prediction.TABLE,
            context.lake().replace(Prediction.TABLE, predictions(context, models)))
        .wrote(ModelCard.TABLE, written);
  }

  private static Map<String, PropensityModel> models(StepContext context, List<ModelRow> promoted) {
    ModelRegistry registry = TrainStep.registry(context);
    return promoted.stream()
        .collect(Collectors.toMap(ModelRow::model, row -> registry.load(row.location())));
  }

  /** What the models of the run's day say of its snapshot as the run has it. */
  Dataset<Row> predictions(StepContext context) {
    List<ModelRow> promoted = context.control().models().promotedBy(context.asOf().day());
    return predictions(context, models(context, promoted));
  }

  private Dataset<Row> predictions(StepContext context, Map<String, PropensityModel> models) {
    LocalDate day = context.asOf().day();
    Dataset<Row> customer360 = context.lake().read(Customer360.TABLE);
    Dataset<Row> outcome = context.lake().read(OutcomeLabel.TABLE);
    return outcomes.stream()
        .flatMap(name -> published(context.control().models().last(name, day)).stream())
        .map(row -> Predictions.of(customer360, outcome, models.get(row.model()), day))
        .reduce(Dataset::union)
        .orElseGet(
            () -> context.spark().createDataFrame(List.<Row>of(), Prediction.TABLE.schema()));
  }

  /** The champion of a training, else one of its abstentions. */
  private static List<ModelRow> published(List<ModelRow> training) {
    Function<String, List<ModelRow>> with =
        status -> training.stream().filter(row -> row.status().equals(status)).limit(1).toList();
    List<ModelRow> champion = with.apply(PropensityModel.Status.CHAMPION.label());
    return champion.isEmpty() ? with.apply(PropensityModel.Status.ABSTAINED.label()) : champion;
  }
}
