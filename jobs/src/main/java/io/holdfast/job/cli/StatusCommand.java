package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.job.control.RunRow;
import io.holdfast.job.control.StepRow;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows the current release, the last runs and their steps, and what was landed.")
final class StatusCommand implements Callable<Integer> {
  private static final int LAST = 5;

  @Mixin Common common;

  @Override
  public Integer call() {
    Problems problems = new Problems();
    Config config = common.config(problems);
    problems.throwIfAny();
    try (Control control = Control.open(config.control(), Clock.systemUTC())) {
      print(control, System.out);
    }
    return ExitCode.DONE;
  }

  private void print(Control control, PrintStream out) {
    List<List<String>> runs = new ArrayList<>();
    for (RunRow run : control.runs().recent(LAST)) {
      String ended = run.endedAt() == null ? "" : run.endedAt().toString();
      runs.add(
          List.of(
              run.run(), run.asOf().toString(), run.status(), run.startedAt().toString(), ended));
    }
    boolean table = common.format == Common.Format.table;
    if (table) {
      out.println(
          control.runs().current().map(StatusCommand::words).orElse("Nothing is released yet."));
      out.println();
    }
    Printing.print(
        List.of("run", "as_of", "status", "started_at", "ended_at"), runs, common.format, out);
    if (table && !runs.isEmpty()) {
      out.println();
      steps(control.runs().steps(runs.get(0).get(0)), out);
      out.println();
      landed(control, out);
    }
  }

  private static String words(Release release) {
    return "Release %d holds the night of %s (run %s, released at %s)."
        .formatted(release.number(), release.asOf(), release.run(), release.releasedAt());
  }

  private void steps(List<StepRow> steps, PrintStream out) {
    List<List<String>> cells = new ArrayList<>();
    for (StepRow step : steps) {
      long rows = step.rows().values().stream().mapToLong(Long::longValue).sum();
      cells.add(
          List.of(
              step.step(),
              step.status(),
              String.valueOf(step.millis()),
              String.valueOf(rows),
              step.note()));
    }
    Printing.print(List.of("step", "status", "millis", "rows", "note"), cells, common.format, out);
  }

  private void landed(Control control, PrintStream out) {
    List<List<String>> cells = new ArrayList<>();
    control
        .files()
        .records()
        .forEach((export, records) -> cells.add(List.of(export, String.valueOf(records))));
    Printing.print(List.of("export", "records"), cells, common.format, out);
  }
}
