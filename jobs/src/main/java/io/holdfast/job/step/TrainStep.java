package io.holdfast.job.step;

import io.holdfast.job.control.ModelRow;
import io.holdfast.job.registry.ModelRegistry;
import io.holdfast.propensity.ModelCards;
import io.holdfast.propensity.PropensityModel;
import io.holdfast.propensity.Training;
import io.holdfast.propensity.TrainingSettings;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.OutcomeLabel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains the outcomes that are due: never trained, or not for so many days; an abstention counts as
 * a training. The files of the models are written before the pointers to them.
 */
public final class TrainStep implements Step {

  /**
   * An outcome and how often it is trained.
   *
   * @param retrainDays days from one training to the next
   */
  public record Plan(TrainingSettings settings, int retrainDays) {}

  private final List<Plan> plans;
  private final List<FeatureWords> catalogue;
  private final boolean forced;

  /**
   * A step for some outcomes.
   *
   * @param catalogue words of the features, which say what may train
   */
  public TrainStep(List<Plan> plans, List<FeatureWords> catalogue) {
    this(plans, catalogue, false);
  }

  private TrainStep(List<Plan> plans, List<FeatureWords> catalogue, boolean forced) {
    this.plans = List.copyOf(plans);
    this.catalogue = List.copyOf(catalogue);
    this.forced = forced;
  }

  /**
   * The step that trains every outcome, due or not. The night of the day keeps the champions it
   * had: what this step trains is promoted for the nights after it.
   */
  public TrainStep again() {
    return new TrainStep(plans, catalogue, true);
  }

  @Override
  public String name() {
    return forced ? "train_again" : "train";
  }

  /** Cards of the models that serve the day after the run's, in the layout of model_card. */
  public List<Row> cards(StepContext context) {
    ModelRegistry registry = registry(context);
    List<ModelRow> serving =
        plans.stream()
            .flatMap(
                plan ->
                    context
                        .control()
                        .models()
                        .last(plan.settings().outcome(), context.asOf().day().plusDays(1))
                        .stream())
            .toList();
    return ModelCards.of(
        serving.stream().map(row -> registry.load(row.location())).toList(),
        serving.stream().map(ModelRow::model).collect(Collectors.toSet()));
  }

  @Override
  public StepResult run(StepContext context) {
    LocalDate day = context.asOf().day();
    List<String> notes = new ArrayList<>();
    List<TrainingSettings> due = new ArrayList<>();
    for (Plan plan : plans) {
      LocalDate next = dueOn(plan, context);
      if (forced || !day.isBefore(next)) {
        due.add(plan.settings());
      } else {
        notes.add("%s: not due until %s".formatted(plan.settings().outcome(), next));
      }
    }
    Dataset<Row> customer360 = context.lake().read(Customer360.TABLE);
    Dataset<Row> outcome = context.lake().read(OutcomeLabel.TABLE);
    Map<String, List<PropensityModel>> trained = new LinkedHashMap<>();
    for (PropensityModel model : Training.train(customer360, outcome, catalogue, due, day)) {
      trained.computeIfAbsent(model.outcome(), name -> new ArrayList<>()).add(model);
    }
    trained.forEach(
        (name, models) -> {
          keep(name, models, context);
          notes.add(name + ": " + summary(models));
        });
    return StepResult.empty().saying(String.join("; ", notes));
  }

  private static LocalDate dueOn(Plan plan, StepContext context) {
    LocalDate day = context.asOf().day();
    List<ModelRow> last = context.control().models().last(plan.settings().outcome(), day);
    return last.isEmpty() ? day : last.get(0).trainedAsOf().plusDays(plan.retrainDays());
  }

  private void keep(String outcome, List<PropensityModel> models, StepContext context) {
    ModelRegistry registry = registry(context);
    LocalDate day = context.asOf().day();
    LocalDate promoted = forced ? day.plusDays(1) : day;
    List<ModelRow> rows =
        models.stream()
            .map(
                model ->
                    new ModelRow(
                        model.name(),
                        outcome,
                        model.trainedAsOf(),
                        promoted,
                        model.status().label(),
                        registry.save(model)))
            .toList();
    context.control().models().record(outcome, day, promoted, rows);
  }

  static ModelRegistry registry(StepContext context) {
    return new ModelRegistry(
        context.config().lake(), context.spark().sparkContext().hadoopConfiguration());
  }

  private static String summary(List<PropensityModel> models) {
    PropensityModel first =
        models.stream()
            .filter(model -> model.status() == PropensityModel.Status.CHAMPION)
            .findFirst()
            .orElse(models.get(0));
    return first.status() == PropensityModel.Status.CHAMPION
        ? String.format(
            java.util.Locale.ROOT,
            "champion %s, out-of-time AUC %.3f (%.3f to %.3f)",
            first.algorithm(),
            first.quality().auc(),
            first.quality().aucLow(),
            first.quality().aucHigh())
        : "abstained, " + first.reason();
  }
}
