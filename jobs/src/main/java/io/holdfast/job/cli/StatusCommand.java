package io.holdfast.job.cli;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.job.control.RunRow;
import io.holdfast.job.control.StepRow;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.landing.Unread;
import io.holdfast.job.nightly.Plan;
import io.holdfast.job.step.ReadOtherwise;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows the current release, the last runs and their steps, and what was landed.",
    footer = "  holdfast status --format json")
final class StatusCommand implements Callable<Integer> {
  private static final int LAST = 5;

  @Mixin Common common;

  @Override
  public Integer call() {
    Config config = common.config();
    try (Control control = Control.open(config.control(), Clock.systemUTC())) {
      List<Mapping> mappings = common.mappings(config);
      Unread unread = LeftInLanding.of(config, mappings, control.files().records().keySet());
      ReadOtherwise otherwise =
          ReadOtherwise.of(
              mappings.stream().flatMap(mapping -> mapping.named().stream()).toList(),
              control.mappings(),
              config.zone());
      if (common.format == Common.Format.json) {
        System.out.println(StatusJson.of(control, LAST, order(config), unread, otherwise));
      } else {
        print(control, order(config), System.out);
      }
      if (common.format == Common.Format.table) {
        unread.inWords().forEach(words -> System.out.printf("%nlanding: %s%n", words));
        otherwise.inWords().forEach(words -> System.out.printf("%n%s%n", words));
      }
    }
    return ExitCode.DONE;
  }

  /** The order of the steps in a night, as far as the configuration can be read. */
  private Comparator<StepRow> order(Config config) {
    Problems ignored = new Problems();
    Plan plan = common.plan(config, ignored);
    List<String> names = plan == null ? List.of() : plan.order();
    return Comparator.comparingInt(step -> names.indexOf(step.step()));
  }

  private void print(Control control, Comparator<StepRow> order, PrintStream out) {
    List<RunRow> runs = control.runs().recent(LAST);
    boolean table = common.format == Common.Format.table;
    if (table) {
      out.println(
          control.runs().current().map(StatusCommand::words).orElse("Nothing is released yet."));
      out.println();
    }
    Printing.print(
        List.of("run", "as_of", "status", "started_at", "ended_at"),
        runs.stream().map(StatusCommand::cells).toList(),
        common.format,
        out);
    if (table && !runs.isEmpty()) {
      List<StepRow> steps = control.runs().steps(runs.get(0).run()).stream().sorted(order).toList();
      out.println();
      steps(steps, out);
      steps.stream()
          .filter(step -> !step.status().equals("done"))
          .forEach(step -> out.printf("%n%s %s: %s%n", step.step(), step.status(), step.note()));
      out.println();
      landed(control, out);
    }
    if (table) {
      takenBack(control, out);
    }
  }

  private static void takenBack(Control control, PrintStream out) {
    Map<String, LocalDate> changed = control.contents().changed();
    List<WithdrawnFile> withdrawn = control.withdrawals().all();
    if (!changed.isEmpty() || !withdrawn.isEmpty()) {
      out.println();
    }
    changed.forEach(
        (path, day) ->
            out.printf(
                "%s holds something else than was loaded (noticed on %s); 'holdfast withdraw %s --because …' takes back what was loaded, and the next night loads what it holds now%n",
                path, day, path));
    withdrawn.forEach(file -> out.println(words(file)));
  }

  private static String words(WithdrawnFile file) {
    String done =
        String.format(
            Locale.ROOT,
            "%s of %s was withdrawn on %s, %,d records, %sbecause: %s",
            file.path(),
            file.title(),
            file.on(),
            file.records(),
            file.again() ? "to be loaded again, " : "",
            file.because());
    return switch (file.state()) {
      case BEGUN -> done + "; unfinished, say the same again before the next night";
      case REMOVED -> done + "; what was built from it is still released, say the same again";
      case REBUILT -> done;
    };
  }

  private static List<String> cells(RunRow run) {
    String ended = run.endedAt() == null ? "" : seconds(run.endedAt());
    return List.of(run.run(), run.asOf().toString(), run.status(), seconds(run.startedAt()), ended);
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String words(Release release) {
    return "Release %d holds the night of %s (run %s, released at %s)."
        .formatted(release.number(), release.asOf(), release.run(), seconds(release.releasedAt()));
  }

  private void steps(List<StepRow> steps, PrintStream out) {
    List<List<String>> cells = new ArrayList<>();
    for (StepRow step : steps) {
      long rows = step.rows().values().stream().mapToLong(Long::longValue).sum();
      cells.add(
          List.of(
              step.step(),
              step.status(),
              String.format(Locale.ROOT, "%.1f", step.millis() / 1000.0),
              String.valueOf(rows),
              step.status().equals("done") ? firstLine(step.note()) : ""));
    }
    Printing.print(List.of("step", "status", "seconds", "rows", "note"), cells, common.format, out);
  }

  /** What landed stands below, an export a line. */
  private static String firstLine(String note) {
    return note.lines().findFirst().orElse("");
  }

  private void landed(Control control, PrintStream out) {
    List<List<String>> cells = new ArrayList<>();
    control
        .files()
        .fates()
        .forEach(
            (export, records) ->
                cells.add(
                    List.of(
                        export,
                        String.valueOf(records.landed()),
                        String.valueOf(records.loaded()),
                        String.valueOf(records.quarantined()),
                        String.valueOf(records.ignored()))));
    Printing.print(
        List.of("export", "landed", "loaded", "quarantined", "ignored"), cells, common.format, out);
  }
}
