package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.nightly.Plan;
import io.holdfast.job.pull.PullSources;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Checks configuration, mappings, outcomes and playbooks, and that landing, catalog,"
            + " control database and targets can be reached. Runs nothing.")
final class CheckCommand implements Callable<Integer> {
  @Mixin Common common;

  @Override
  public Integer call() {
    Problems problems = new Problems();
    Config config = common.config(problems);
    Plan plan = common.plan(config, problems);
    Set<String> pulled = Set.of();
    if (config != null) {
      pulled = PullSources.read(config, List.of(), common.yaml(problems), problems).keySet();
      Reachability.check(config, problems);
      if (plan != null) {
        plan.reach(problems);
      }
    }
    problems.throwIfAny();
    Printing.print(
        List.of("checked", "value"),
        List.of(
            List.of("configuration", config.folder().toString()),
            List.of("landing", config.landing()),
            List.of("lake", config.lake()),
            List.of("pull", String.join(", ", pulled)),
            List.of("targets", String.join(", ", config.targets())),
            List.of("steps", String.join(" ", plan.order()))),
        common.format,
        System.out);
    return ExitCode.DONE;
  }
}
