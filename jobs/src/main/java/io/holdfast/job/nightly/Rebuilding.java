package io.holdfast.job.nightly;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.control.Release;
import io.holdfast.job.control.RunLedger;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.step.BackfillStep;
import io.holdfast.job.step.HeldException;
import io.holdfast.job.step.PredictStep;
import io.holdfast.job.step.SentimentStep;
import io.holdfast.job.step.SnapshotStep;
import io.holdfast.job.step.Step;
import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.StepResult;
import io.holdfast.job.step.UsageStep;
import io.holdfast.table.Customer360;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import io.holdfast.time.AsOf;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds released nights again, one after the other, each on the one before and each with the loads
 * that had landed by then; only the last one becomes the release. A night that does not pass its
 * checks now would not have been released, and is left out.
 */
final class Rebuilding {
  /** What stands before the first release. */
  private static final Release NOTHING = new Release(0, "", LocalDate.MIN, Instant.EPOCH, Map.of());

  private final Nightly night;
  private final Nightly.Place place;
  private final Plan plan;
  private final Release base;
  private final List<LocalDate> days;
  private final List<Step> steps;
  private final Set<String> runs = new LinkedHashSet<>();

  private Rebuilding(
      Nightly night, Nightly.Place place, Plan plan, Release base, List<LocalDate> days) {
    this.night = night;
    this.place = place;
    this.plan = plan;
    this.base = base;
    this.days = days;
    this.steps =
        plan.build().stream()
            .filter(step -> !(step instanceof UsageStep) && !(step instanceof SentimentStep))
            .toList();
  }

  /** The nights released since the first one of a day or a later one, in the order of releases. */
  static Rebuilding since(LocalDate day, Nightly night, Nightly.Place place, Plan plan) {
    List<Release> releases = new ArrayList<>(place.control().runs().releases(Integer.MAX_VALUE));
    Collections.reverse(releases);
    Release base = NOTHING;
    Set<LocalDate> days = new LinkedHashSet<>();
    for (Release release : releases) {
      if (days.isEmpty() && release.asOf().isBefore(day)) {
        base = release;
      } else {
        days.remove(release.asOf());
        days.add(release.asOf());
      }
    }
    return new Rebuilding(night, place, plan, base, List.copyOf(days));
  }

  /** The earliest of them; null: none is released. */
  LocalDate firstNight() {
    return days.stream().min(LocalDate::compareTo).orElse(null);
  }

  int steps() {
    return days.isEmpty() ? 0 : days.size() * steps.size() + 1;
  }

  /**
   * Builds them and releases the last.
   *
   * @param purpose tells its runs from others
   */
  Withdrawn run(List<WithdrawnFile> files, String note, String purpose) {
    Map<LocalDate, String> held = new TreeMap<>();
    List<LocalDate> built = new ArrayList<>();
    Release last = base;
    for (LocalDate day : days) {
      try {
        last = build(day, purpose, last);
        built.add(day);
      } catch (HeldException e) {
        held.put(day, e.getMessage());
      }
    }
    if (days.isEmpty() || last.equals(NOTHING)) {
      return new Withdrawn(files, note, built, held, 0, null);
    }
    Release release = release(last, purpose);
    runs.remove(release.run());
    runs.forEach(run -> lake(run, release.asOf(), base).abandon(Tables.DERIVED));
    return new Withdrawn(files, note, built, held, release.number(), release.asOf());
  }

  /** One night, on top of what would have been released before it. */
  private Release build(LocalDate day, String purpose, Release before) {
    String run = runs().startOrResume(day, purpose + "night " + place.configHash());
    runs.add(run);
    IcebergLake lake = lake(run, day, before);
    night.stepsNotDone(run, steps, context(run, day, lake));
    runs().end(run, "rebuilt");
    return new Release(before.number(), run, day, Instant.EPOCH, lake.tag(Tables.DERIVED));
  }

  private Release release(Release last, String purpose) {
    LocalDate day = last.asOf();
    if (last.equals(base)) {
      String run = runs().startOrResume(day, purpose + "base " + place.configHash());
      return release(run, day, base.snapshots());
    }
    Set<LocalDate> lost = lost(last);
    if (!lost.isEmpty()) {
      backfill(last, List.copyOf(lost));
    }
    return release(last.run(), day, lake(last.run(), day, last).tag(Tables.DERIVED));
  }

  /** Days of the current release that a backfill had added. */
  private Set<LocalDate> lost(Release last) {
    Release current = runs().current().orElseThrow();
    Set<LocalDate> lost = released(current);
    lost.removeAll(released(last));
    lost.removeAll(days);
    return lost;
  }

  private void backfill(Release last, List<LocalDate> lost) {
    BackfillStep step =
        new BackfillStep(
            plan.step(SnapshotStep.class), plan.step(PredictStep.class), lost, Set.of());
    IcebergLake lake = lake(last.run(), lost.get(0), last);
    night.stepsNotDone(last.run(), List.of(step), context(last.run(), last.asOf(), lake));
  }

  private Set<LocalDate> released(Release release) {
    Dataset<Row> rows = lake(release.run(), release.asOf(), release).released(Customer360.TABLE);
    Set<LocalDate> released = new TreeSet<>();
    rows.select(col(Customer360.AS_OF).cast(Table.STRING))
        .distinct()
        .collectAsList()
        .forEach(row -> released.add(LocalDate.parse(row.getString(0))));
    return released;
  }

  private Release release(String run, LocalDate day, Map<String, Long> snapshots) {
    Step releasing =
        new Step() {
          @Override
          public String name() {
            return "release";
          }

          @Override
          public StepResult run(StepContext context) {
            Release release = runs().release(run, day, snapshots);
            lake(run, day, release).fastForward(Tables.DERIVED);
            return StepResult.empty()
                .saying("release %d of %d tables".formatted(release.number(), snapshots.size()));
          }
        };
    night.execute(releasing, context(run, day, lake(run, day, base)));
    return runs().release(run).orElseThrow();
  }

  private StepContext context(String run, LocalDate day, IcebergLake lake) {
    AsOf asOf = new AsOf(day, place.config().zone());
    return new StepContext(
        place.spark(), place.config(), asOf, run, lake.asOfNight(day), place.control());
  }

  private IcebergLake lake(String run, LocalDate day, Release release) {
    return new IcebergLake(place.spark(), place.catalog(), run, day, Optional.of(release));
  }

  private RunLedger runs() {
    return place.control().runs();
  }
}
