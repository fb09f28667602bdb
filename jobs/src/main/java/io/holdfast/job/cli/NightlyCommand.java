package io.holdfast.job.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = "Runs the whole night: land, build, release, publish, report.")
final class NightlyCommand implements Callable<Integer> {
  @Mixin Common common;

  @Override
  public Integer call() {
    try (Workplace place = Workplace.open(common)) {
      return ExitCode.of(place.night().run());
    }
  }
}
