package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.Release;
import io.holdfast.job.lake.Lake;
import io.holdfast.outcome.Outcome;
import io.holdfast.outcome.Outcomes;
import io.holdfast.score.AccountScores;
import io.holdfast.score.OutcomeWords;
import io.holdfast.score.Playbooks;
import io.holdfast.score.ScoreInputs;
import io.holdfast.score.ScoreParams;
import io.holdfast.score.Staleness;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.ModelCard;
import io.holdfast.table.Prediction;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Encoders;

/** Puts the champions' predictions into words, with what changed and what to do. */
public final class ScoreStep implements Step {
  private static final int RELEASES = 500;

  private final Outcomes outcomes;
  private final List<FeatureWords> features;
  private final Playbooks playbooks;
  private final List<NamedExport> exports;

  /**
   * @param mappings say for which outcomes a late export makes scores stale
   * @param features words of the catalogue's features, fixed columns too
   */
  public ScoreStep(
      Outcomes outcomes, List<FeatureWords> features, Playbooks playbooks, List<Mapping> mappings) {
    this.outcomes = outcomes;
    this.features = List.copyOf(features);
    this.playbooks = playbooks;
    this.exports = mappings.stream().flatMap(mapping -> mapping.named().stream()).toList();
  }

  @Override
  public String name() {
    return "score";
  }

  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    ScoreInputs inputs =
        new ScoreInputs(
            Staleness.marked(lake.read(Prediction.TABLE), context.asOf().day(), stale(context)),
            lake.released(Prediction.TABLE),
            lake.released(AccountScore.TABLE),
            lake.read(Customer360.TABLE),
            lake.read(AccountHealth.TABLE),
            lake.read(EarlyWarning.TABLE));
    ScoreParams params =
        new ScoreParams(
            context.asOf().day(),
            lastReleasedDay(context),
            context.config().currency(),
            outcomes.outcomes().stream().map(OutcomeWords::of).toList(),
            told(lake),
            playbooks);
    long written = lake.replace(AccountScore.TABLE, AccountScores.accountScore(inputs, params));
    return StepResult.empty().wrote(AccountScore.TABLE, written);
  }

  /** Words of the features that any model uses: no other is ever a reason. */
  private List<FeatureWords> told(Lake lake) {
    Set<String> used =
        Set.copyOf(
            lake.read(ModelCard.TABLE)
                .select(explode(col(ModelCard.FEATURES)))
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
    return features.stream().filter(words -> used.contains(words.name())).toList();
  }

  private Map<String, String> stale(StepContext context) {
    return Degraded.stale(
        Degraded.on(context, exports), outcomes.outcomes().stream().map(Outcome::name).toList());
  }

  private static LocalDate lastReleasedDay(StepContext context) {
    return context.control().runs().releases(RELEASES).stream()
        .map(Release::asOf)
        .filter(day -> day.isBefore(context.asOf().day()))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
