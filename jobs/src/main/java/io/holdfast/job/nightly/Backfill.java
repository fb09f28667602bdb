package io.holdfast.job.nightly;

import io.holdfast.job.step.BackfillImpact;
import io.holdfast.job.step.BackfillStep;
import io.holdfast.job.step.StepContext;
import java.time.LocalDate;
import java.util.List;

/** Adds snapshots of earlier days to the release of a night, or tells what that would change. */
final class Backfill {
  private final Nightly night;
  private final Nightly.Place place;

  Backfill(Nightly night, Nightly.Place place) {
    this.night = night;
    this.place = place;
  }

  BackfillImpact run(BackfillStep step, boolean release) {
    List<LocalDate> days = step.missing(night.context(night.releasedRun()));
    if (days.isEmpty()) {
      return BackfillImpact.NONE;
    }
    String run = night.startOrResume("backfill " + step.wanted() + " ");
    StepContext context = night.context(run, days.get(0));
    night.execute(step, context);
    BackfillImpact impact = step.impact(context);
    if (release) {
      night.execute(night.releasing(run), context);
    } else {
      place.control().runs().end(run, "previewed");
    }
    return impact;
  }
}
