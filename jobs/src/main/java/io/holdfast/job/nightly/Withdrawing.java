package io.holdfast.job.nightly;

import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.step.DecideAgainStep;
import io.holdfast.job.step.LandStep;
import io.holdfast.job.step.Step;
import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.UsageStep;
import io.holdfast.job.step.WithdrawStep;
import java.util.List;

/** Takes files back: first their rows, then all that was built from them. */
final class Withdrawing {
  private final Nightly night;
  private final Nightly.Place place;
  private final Plan plan;

  Withdrawing(Nightly night, Nightly.Place place, Plan plan) {
    this.night = night;
    this.place = place;
    this.plan = plan;
  }

  Withdrawn run(WithdrawalTarget target) {
    List<WithdrawnFile> files = target.files();
    if (target.todo() == WithdrawalTarget.Todo.NOTHING) {
      return Withdrawn.before(files, "");
    }
    if (target.todo() == WithdrawalTarget.Todo.DECIDE_AGAIN) {
      return Withdrawn.before(files, decided(files));
    }
    Rebuilding rebuilding =
        Rebuilding.since(WithdrawStep.nights(files).first(), night, place, plan);
    String purpose = purpose(files);
    String run = night.startOrResume(purpose);
    StepContext context = night.context(run);
    WithdrawStep step =
        new WithdrawStep(
            files, rebuilding.firstNight(), plan.step(UsageStep.class), land().exports());
    night.expect(1 + rebuilding.steps());
    String note = night.stepsNotDone(run, List.of(step), context).get(0).note();
    Withdrawn done = rebuilding.run(files, note, purpose);
    if (done.isWhole()) {
      place.control().withdrawals().rebuilt(files);
    }
    place.control().runs().end(run, "withdrawn");
    return done;
  }

  private String decided(List<WithdrawnFile> files) {
    String run = night.startOrResume(purpose(files) + "again " + files.get(0).again() + " ");
    night.expect(1);
    List<Step> step = List.of(new DecideAgainStep(files));
    String note = night.stepsNotDone(run, step, night.context(run)).get(0).note();
    place.control().runs().end(run, "withdrawn");
    return note;
  }

  /** The same for the same files, so that the same command goes on where it stopped. */
  private static String purpose(List<WithdrawnFile> files) {
    List<String> loads = files.stream().map(file -> file.batch() + " " + file.path()).toList();
    return "withdraw %x ".formatted(loads.hashCode());
  }

  private LandStep land() {
    return plan.land().stream()
        .filter(LandStep.class::isInstance)
        .map(LandStep.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
