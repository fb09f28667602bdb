package io.holdfast.job.cli;

import io.holdfast.job.control.StepRow;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Renders the page of a released night anew and prints where it is.",
    footer = "  holdfast report --as-of 2025-12-31",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_LAKE_HELD})
final class ReportCommand implements Callable<Integer> {
  @Mixin Common common;

  @Override
  public Integer call() {
    try (Workplace place = Workplace.open(common)) {
      List<StepRow> done = place.night().run("report");
      done.forEach(step -> System.out.println(step.note()));
      return ExitCode.of(done);
    }
  }
}
