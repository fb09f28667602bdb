package io.holdfast.job.cli;

import io.holdfast.job.nightly.Nightly;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = "Runs the whole night: land, build, release, publish, report.",
    footer = "  holdfast nightly --as-of 2025-12-31",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_PARTLY, ExitCode.SAYS_LAKE_HELD})
final class NightlyCommand implements Callable<Integer> {
  @Mixin Common common;
  @Mixin Accepting accepting;

  @Mixin AsOfTwice twice;

  @Override
  public Integer call() {
    try (Workplace place = Workplace.open(common, twice)) {
      Nightly night = place.night();
      accepting.accept(night);
      return ExitCode.of(night.run());
    }
  }
}
