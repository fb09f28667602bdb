package io.holdfast.job.step;

import io.holdfast.job.control.Release;
import io.holdfast.job.lake.Lake;
import io.holdfast.outcome.Outcomes;
import io.holdfast.score.AccountScores;
import io.holdfast.score.OutcomeWords;
import io.holdfast.score.Playbooks;
import io.holdfast.score.ScoreInputs;
import io.holdfast.score.ScoreParams;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.Prediction;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** Puts the champions' predictions into words, with what changed and what to do. */
public final class ScoreStep implements Step {
  private static final int RELEASES = 500;

  private final Outcomes outcomes;
  private final List<FeatureWords> features;
  private final Playbooks playbooks;

  /**
   * @param features words of the catalogue's features, fixed columns too
   */
  public ScoreStep(Outcomes outcomes, List<FeatureWords> features, Playbooks playbooks) {
    this.outcomes = outcomes;
    this.features = List.copyOf(features);
    this.playbooks = playbooks;
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
            lake.read(Prediction.TABLE),
            lake.released(Prediction.TABLE),
            lake.read(Customer360.TABLE),
            lake.read(AccountHealth.TABLE),
            lake.read(EarlyWarning.TABLE));
    ScoreParams params =
        new ScoreParams(
            context.asOf().day(),
            lastReleasedDay(context),
            context.config().currency(),
            outcomes.outcomes().stream().map(OutcomeWords::of).toList(),
            features,
            playbooks);
    long written = lake.replace(AccountScore.TABLE, AccountScores.accountScore(inputs, params));
    return StepResult.empty().wrote(AccountScore.TABLE, written);
  }

  private static LocalDate lastReleasedDay(StepContext context) {
    return context.control().runs().releases(RELEASES).stream()
        .map(Release::asOf)
        .filter(day -> day.isBefore(context.asOf().day()))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
