package io.holdfast.job.cli;

import io.holdfast.job.nightly.Nightly;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "step",
    mixinStandardHelpOptions = true,
    description = "Runs a group of steps (land, build) or one step of a night.",
    footer = "  holdfast step land --as-of 2025-12-31",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_PARTLY, ExitCode.SAYS_LAKE_HELD})
final class StepCommand implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Accepting accepting;

  @Mixin AsOfTwice twice;

  @Parameters(
      paramLabel = "NAME",
      description = "land, build, publish_TARGET, report, or any step.")
  String name;

  @Override
  public Integer call() {
    try (Workplace place = Workplace.open(common, twice)) {
      Nightly night = place.night();
      accepting.accept(night);
      return ExitCode.of(night.run(name));
    }
  }
}
