package io.holdfast.job.cli;

import io.holdfast.job.control.PublishIntent;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.job.publish.PublishPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = "Sends what changed in a released night to the CRM targets.",
    footer = "  holdfast publish --as-of 2025-12-31 --dry-run",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_PARTLY, ExitCode.SAYS_LAKE_HELD})
final class PublishCommand implements Callable<Integer> {
  @Mixin Common common;

  @Mixin AsOfTwice twice;

  @Option(names = "--target", paramLabel = "NAME", description = "Only this target.")
  String target;

  @Option(names = "--dry-run", description = "Prints what would be sent; sends nothing.")
  boolean dryRun;

  @Override
  public Integer call() {
    try (Workplace place = dryRun ? Workplace.open(common) : Workplace.open(common, twice)) {
      Nightly night = place.night();
      if (!dryRun) {
        return ExitCode.of(night.publish(target));
      }
      print(night.planned(target));
      return ExitCode.DONE;
    }
  }

  private void print(Map<String, PublishPlan> plans) {
    List<List<String>> cells = new ArrayList<>();
    for (PublishPlan plan : plans.values()) {
      for (PublishIntent intent : plan.intents()) {
        cells.add(List.of(plan.target(), intent.recordId(), intent.payload()));
      }
      if (common.format == Common.Format.table) {
        System.out.printf(
            "%s: %s%n",
            plan.target(),
            plan.refused().isEmpty()
                ? plan.intents().size() + " records would be sent"
                : "nothing would be sent: " + plan.refused());
      }
    }
    Printing.print(List.of("target", "record", "payload"), cells, common.format, System.out);
  }
}
