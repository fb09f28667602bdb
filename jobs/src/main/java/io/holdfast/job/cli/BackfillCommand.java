package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.job.step.BackfillImpact;
import io.holdfast.job.step.HeldException;
import io.holdfast.time.Every;
import io.holdfast.time.History;
import java.io.PrintStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description =
        "Builds snapshots of earlier days in one pass and tells what they would change; --release"
            + " adds them to the current release. Released days stay as they are; with --feature"
            + " they get the new feature and nothing else.",
    footer = "  holdfast backfill --from 2023-01-01 --every week",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_LAKE_HELD})
final class BackfillCommand implements Callable<Integer> {
  private static final int SHOWN = 12;

  @Mixin Common common;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DAY",
      converter = Common.Day.class,
      description = "First day, such as 2023-01-01.")
  LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      converter = Common.Day.class,
      description = "Last day (default: the day of the current release).")
  LocalDate to;

  @Option(
      names = "--every",
      description = "Which days: ends of months, Sundays, or all (month, week, day).",
      defaultValue = "month")
  Every every;

  @Option(
      names = "--feature",
      paramLabel = "NAME",
      description = "A feature that is new in metrics.yaml; may be repeated.")
  Set<String> features = new LinkedHashSet<>();

  @Option(names = "--release", description = "Releases what was built.")
  boolean release;

  @Override
  public Integer call() {
    if (common.asOf == null) {
      common.asOf = released(common.config());
    }
    LocalDate last = to == null ? common.asOf : to;
    if (last.isAfter(common.asOf) || from.isAfter(last)) {
      throw new InvalidArgumentException(
          "--from %s --to %s should be days in their order, none after %s, the day of the release"
              .formatted(from, last, common.asOf));
    }
    List<LocalDate> days = from.datesUntil(last.plusDays(1)).filter(every::has).toList();
    try (Workplace place = Workplace.open(common)) {
      BackfillImpact impact = place.night().backfill(days, features, release);
      tell(impact, days.size(), place.config.history(), System.out);
    }
    return ExitCode.DONE;
  }

  private static LocalDate released(Config config) {
    try (Control control = Control.open(config.control(), Clock.systemUTC())) {
      return control
          .runs()
          .current()
          .map(Release::asOf)
          .orElseThrow(
              () ->
                  new HeldException(
                      "Nothing is released yet; run 'holdfast nightly --as-of DAY' first."));
    }
  }

  private void tell(BackfillImpact impact, int asked, History history, PrintStream out) {
    int built = impact.days().size();
    if (built == 0) {
      out.printf("All %d days are released; nothing to build.%n", asked);
      return;
    }
    out.printf(
        Locale.ROOT,
        "%,d rows of %d days, %s to %s%s%n",
        impact.rows(),
        built,
        impact.days().get(0),
        impact.days().get(built - 1),
        built == asked ? "" : "; released and left alone: %d".formatted(asked - built));
    impact.added().forEach(moved -> out.println("new      " + words(moved)));
    tellMoved(impact.moved(), out);
    if (impact.scored() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d of %,d scores of %s would change by more than .01%n",
          impact.scores(),
          impact.scored(),
          common.asOf);
    }
    tellTrained(impact.days(), history, out);
    out.println(
        release ? "released" : "nothing is released; the same command with --release does it");
  }

  private void tellTrained(List<LocalDate> built, History history, PrintStream out) {
    List<LocalDate> trained = new ArrayList<>(history.before(common.asOf));
    trained.retainAll(built);
    out.printf(
        "models train on %d of these days once their outcome is known: nights look back on each %s of"
            + " %d months%n",
        trained.size(), history.every().name().toLowerCase(Locale.ROOT), history.months());
  }

  private static void tellMoved(List<BackfillImpact.Moved> moved, PrintStream out) {
    List<BackfillImpact.Moved> shown = new ArrayList<>(moved);
    shown.subList(Math.min(SHOWN, shown.size()), shown.size()).clear();
    shown.forEach(feature -> out.println("moves    " + words(feature)));
    if (moved.size() > shown.size()) {
      out.printf("moves    %d more%n", moved.size() - shown.size());
    }
  }

  private static String words(BackfillImpact.Moved moved) {
    return String.format(
        Locale.ROOT,
        "%-28s %sknown %3.0f%%, mean %.3g; released days %3.0f%%, %.3g",
        moved.feature(),
        Double.isNaN(moved.stability())
            ? ""
            : String.format(Locale.ROOT, "PSI %.2f, ", moved.stability()),
        100 * moved.known(),
        moved.mean(),
        100 * moved.knownBefore(),
        moved.meanBefore());
  }
}
