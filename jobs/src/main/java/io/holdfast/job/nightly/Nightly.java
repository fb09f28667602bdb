package io.holdfast.job.nightly;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Lease;
import io.holdfast.job.control.Release;
import io.holdfast.job.control.RunLedger;
import io.holdfast.job.control.RunRow;
import io.holdfast.job.control.StepRow;
import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.publish.PublishPlan;
import io.holdfast.job.step.BackfillImpact;
import io.holdfast.job.step.BackfillStep;
import io.holdfast.job.step.Findings;
import io.holdfast.job.step.HeldException;
import io.holdfast.job.step.PredictStep;
import io.holdfast.job.step.PublishStep;
import io.holdfast.job.step.SnapshotStep;
import io.holdfast.job.step.Step;
import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.StepResult;
import io.holdfast.job.step.TrainStep;
import io.holdfast.table.Tables;
import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs a night: resumes what an earlier try left, releases all tables together, then publishes and
 * reports what was released.
 */
public final class Nightly {
  public static final String CATALOG = "holdfast";

  /**
   * Where a night runs.
   *
   * @param catalog name under which the lake is registered with the session
   * @param host name of this machine, for whoever waits for the lake
   * @param configHash fingerprint of the configuration; another one starts another run
   */
  public record Place(
      SparkSession spark,
      String catalog,
      Config config,
      Control control,
      String host,
      String configHash) {}

  private final Place place;
  private final Plan plan;
  private final AsOf asOf;
  private final Progress progress;
  private int begun;
  private int expected;

  public Nightly(Place place, Plan plan, AsOf asOf, Progress progress) {
    this.place = place;
    this.plan = plan;
    this.asOf = asOf;
    this.progress = progress;
  }

  /** The whole night. */
  public List<StepRow> run() {
    expected = plan.beforeRelease().size() + 1 + plan.afterRelease().size();
    return holding(
        "nightly",
        () -> {
          String run = releasedNotSent().orElseGet(this::startOrResume);
          List<Step> steps = new ArrayList<>(plan.beforeRelease());
          steps.add(releasing(run));
          List<StepRow> done = stepsNotDone(run, steps);
          done.addAll(afterRelease(plan.afterRelease()));
          return done;
        });
  }

  /**
   * Lets pass what the gates found on the day and nobody accepted yet.
   *
   * @param findings which of it, by fingerprint; none: all
   * @return what passes now, in words
   * @throws InvalidArgumentException when there is no such finding
   */
  public List<String> accept(String reason, List<String> findings) {
    return holding("accept", () -> new Findings(context(startOrResume())).accept(reason, findings));
  }

  /**
   * One group of steps ({@code land}, {@code build}), or one step by its name.
   *
   * @throws InvalidArgumentException when there is no such step
   */
  public List<StepRow> run(String name) {
    if (!plan.names().contains(name)) {
      throw new InvalidArgumentException(
          "There is no step '%s'.%s".formatted(name, Nearest.hint(name, plan.names())));
    }
    return holding("step " + name, () -> named(name));
  }

  /**
   * Trains every outcome on the released tables of the day, due or not, for the nights after it.
   *
   * @return the cards of its models, in the layout of {@link io.holdfast.table.ModelCard#TABLE}
   */
  public List<Row> train() {
    TrainStep step = plan.step(TrainStep.class).again();
    expected = 1;
    holding("train", () -> afterRelease(List.of(step)));
    return step.cards(context(releasedRun()));
  }

  /**
   * Builds snapshots of days that no release holds, on top of the release of the day.
   *
   * @param days asked for
   * @param features that days already released get too; none: those days are left alone
   * @param release whether they are released; else what they would change is told only
   */
  public BackfillImpact backfill(List<LocalDate> days, Set<String> features, boolean release) {
    expected = release ? 2 : 1;
    BackfillStep step =
        new BackfillStep(
            plan.step(SnapshotStep.class), plan.step(PredictStep.class), days, features);
    return holding("backfill", () -> new Backfill(this, place).run(step, release));
  }

  /**
   * Takes back what landed, and builds every released night again that may have read it. What was
   * taken back before is finished, if that is left to do.
   *
   * @throws InvalidArgumentException when nothing of that name is there
   */
  public Withdrawn withdraw(WithdrawalOrder order) {
    return holding(
        "withdraw",
        () ->
            new Withdrawing(this, place, plan)
                .run(WithdrawalTarget.of(place.control(), order, asOf.day())));
  }

  /** Sends the release of the day to its targets: to all, or to the one that is named. */
  public List<StepRow> publish(String target) {
    List<Step> steps = publishing(target);
    expected = steps.size();
    return holding("publish", () -> afterRelease(steps));
  }

  /** What {@link #publish} would send, by target, without sending or writing anything. */
  public Map<String, PublishPlan> planned(String target) {
    StepContext context = context(releasedRun());
    Map<String, PublishPlan> plans = new TreeMap<>();
    publishing(target).forEach(step -> plans.put(step.name(), ((PublishStep) step).plan(context)));
    return plans;
  }

  private List<Step> publishing(String target) {
    List<Step> steps =
        plan.publish().stream()
            .filter(step -> target == null || step.name().equals("publish_" + target))
            .toList();
    if (steps.isEmpty()) {
      throw new InvalidArgumentException(
          target == null
              ? "No target is configured; list them under targets in holdfast.yaml"
              : "There is no target '%s'.%s"
                  .formatted(target, Nearest.hint(target, place.config().targets())));
    }
    return steps;
  }

  private List<StepRow> named(String name) {
    if (name.equals("land")) {
      expected = plan.land().size();
      return stepsNotDone(startOrResume(), plan.land());
    }
    if (name.equals("build")) {
      expected = plan.build().size() + 1;
      String run = startOrResume();
      List<StepRow> done = stepsNotDone(run, plan.build());
      done.add(execute(releasing(run), context(run)));
      return done;
    }
    expected = 1;
    List<Step> after =
        plan.afterRelease().stream().filter(step -> step.name().equals(name)).toList();
    if (!after.isEmpty()) {
      return afterRelease(after);
    }
    StepContext context = context(startOrResume());
    return plan.build().stream()
        .filter(step -> step.name().equals(name))
        .map(step -> execute(step, context))
        .toList();
  }

  void expect(int steps) {
    expected = steps;
  }

  <T> T holding(String what, Supplier<T> work) {
    try (Lease held =
        place.control().lease(place.host(), "holdfast %s --as-of %s".formatted(what, asOf.day()))) {
      finishLastRelease();
      return work.get();
    }
  }

  private String startOrResume() {
    return startOrResume("");
  }

  /** The run of a purpose; none is the night itself. */
  String startOrResume(String purpose) {
    return place.control().runs().startOrResume(asOf.day(), purpose + place.configHash());
  }

  /** The run that made the current release, if it died before all that follows was done. */
  private Optional<String> releasedNotSent() {
    RunLedger runs = place.control().runs();
    return runs.current()
        .map(Release::run)
        .filter(run -> runs.latest(asOf.day()).filter(row -> sameRun(row, run)).isPresent())
        .filter(run -> !done(run).keySet().containsAll(namesOf(plan.afterRelease())));
  }

  private boolean sameRun(RunRow row, String run) {
    return row.run().equals(run) && row.configHash().equals(place.configHash());
  }

  private static List<String> namesOf(List<Step> steps) {
    return steps.stream().map(Step::name).toList();
  }

  private Map<String, StepRow> done(String run) {
    Map<String, StepRow> done = new TreeMap<>();
    place.control().runs().steps(run).stream()
        .filter(row -> row.status().equals("done"))
        .forEach(row -> done.put(row.step(), row));
    return done;
  }

  private List<StepRow> stepsNotDone(String run, List<Step> steps) {
    return stepsNotDone(run, steps, context(run));
  }

  List<StepRow> stepsNotDone(String run, List<Step> steps, StepContext context) {
    Map<String, StepRow> earlier = done(run);
    List<StepRow> done = new ArrayList<>();
    for (Step step : steps) {
      StepRow row = earlier.get(step.name());
      if (row == null) {
        done.add(execute(step, context));
      } else {
        begun++;
        progress.ended(row, true);
        done.add(row);
      }
    }
    return done;
  }

  Step releasing(String run) {
    return new Step() {
      @Override
      public String name() {
        return "release";
      }

      @Override
      public StepResult run(StepContext context) {
        IcebergLake lake = lake(run);
        Map<String, Long> snapshots = lake.tag(Tables.DERIVED);
        Release release = place.control().runs().release(run, asOf.day(), snapshots);
        lake.fastForward(Tables.DERIVED);
        return StepResult.empty()
            .saying("release %d of %d tables".formatted(release.number(), snapshots.size()));
      }
    };
  }

  /** A run killed after its release row was written left main of some tables behind. */
  private void finishLastRelease() {
    place
        .control()
        .runs()
        .current()
        .ifPresent(release -> lake(release.run()).fastForward(Tables.DERIVED));
  }

  private List<StepRow> afterRelease(List<Step> steps) {
    StepContext context = context(releasedRun());
    return steps.stream().map(step -> execute(step, context)).toList();
  }

  String releasedRun() {
    return place
        .control()
        .runs()
        .released(asOf.day())
        .map(Release::run)
        .orElseThrow(
            () ->
                new HeldException(
                    "Nothing is released for %s; run 'holdfast nightly --as-of %s' first."
                        .formatted(asOf.day(), asOf.day())));
  }

  StepContext context(String run) {
    return context(run, asOf.day());
  }

  /** A run whose lake writes one day anew, and others that are in the rows. */
  StepContext context(String run, LocalDate day) {
    return new StepContext(
        place.spark(), place.config(), asOf, run, lake(run, day), place.control());
  }

  private IcebergLake lake(String run) {
    return lake(run, asOf.day());
  }

  private IcebergLake lake(String run, LocalDate day) {
    Optional<Release> release = place.control().runs().release(run);
    return new IcebergLake(
        place.spark(),
        place.catalog(),
        run,
        day,
        release.isPresent() ? release : place.control().runs().current());
  }

  StepRow execute(Step step, StepContext context) {
    begun++;
    progress.begins(step.name(), begun, Math.max(begun, expected));
    long start = System.nanoTime();
    try {
      StepResult result = step.run(context);
      return ended(context, step, "done", start, result);
    } catch (Exception | Error e) {
      // Spark throws checked exceptions without saying so.
      String status = e instanceof HeldException ? "held" : "failed";
      ended(context, step, status, start, StepResult.empty().saying(Cause.words(e)));
      if (place.control().runs().release(context.run()).isEmpty()) {
        place.control().runs().end(context.run(), status);
      }
      throw e;
    }
  }

  private StepRow ended(
      StepContext context, Step step, String status, long start, StepResult result) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    StepRow row =
        new StepRow(context.run(), step.name(), status, millis, result.rows(), result.note());
    place.control().runs().stepDone(row);
    progress.ended(row, false);
    return row;
  }
}
