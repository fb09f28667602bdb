package io.holdfast.propensity;

import java.util.List;

/**
 * How one algorithm did on snapshots later than all that its models were trained on.
 *
 * @param margins uncalibrated log-odds of every tested row
 * @param probabilities the same rows, calibrated with what was known when each was scored
 * @param cardFrom first epoch day of the later half of the test windows, which the card reports
 */
record OutOfTime(TestedRows margins, TestedRows probabilities, int cardFrom) {

  /** Trains a model before each window and scores the window with it. */
  static OutOfTime of(
      Algorithm algorithm, TrainingFrame.Labelled all, List<TestWindow> windows, int horizonDays) {
    TestedRows margins = TestedRows.none();
    TestedRows probabilities = TestedRows.none();
    for (TestWindow window : windows) {
      TrainingFrame.Labelled past = all.until(window.trainUntil());
      Scorer scorer = algorithm.fit(past.frame(), past.raw(), horizonDays);
      TestedRows tested =
          all.rows().on(window::tests).withScore(scorer.margins(all.rawOn(window::tests)));
      Platt platt = Platt.fit(margins.on(day -> day <= window.trainUntil()));
      margins = margins.and(tested);
      probabilities = probabilities.and(calibrated(tested, platt));
    }
    return new OutOfTime(margins, probabilities, windows.get(windows.size() / 2).days().get(0));
  }

  private static TestedRows calibrated(TestedRows margins, Platt platt) {
    double[] probability =
        java.util.Arrays.stream(margins.score)
            .map(margin -> Platt.logistic(platt.logOdds(margin)))
            .toArray();
    return margins.withScore(probability);
  }

  boolean hasSignal(double least) {
    return Auc.of(margins).isAbove(least) && Platt.fit(margins).slope() > 0;
  }

  Quality quality() {
    return Quality.of(probabilities.on(day -> day >= cardFrom));
  }

  /** Lower loss than another algorithm's on the same rows, in standard errors. */
  double advantageOver(OutOfTime other) {
    return Quality.advantage(probabilities, probabilities.score, other.probabilities.score);
  }
}
