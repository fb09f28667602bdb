package io.holdfast.job.cli;

import io.holdfast.conform.Accountless;
import io.holdfast.conform.Mapping;
import io.holdfast.conform.Useless;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.nightly.Plan;
import io.holdfast.job.nightly.Wiring;
import io.holdfast.job.pull.PullSources;
import java.util.ArrayList;
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
            + " control database and targets can be reached. Runs nothing.",
    footer = "  holdfast check --conf my-conf")
final class CheckCommand implements Callable<Integer> {
  @Mixin Common common;

  @Override
  public Integer call() {
    Problems problems = new Problems();
    Config config = common.config(problems);
    Plan plan = common.plan(config, problems);
    Set<String> pulled = Set.of();
    List<String> warnings = new ArrayList<>();
    if (config != null) {
      pulled = PullSources.read(config, List.of(), common.yaml(problems), problems).keySet();
      warnings.addAll(Reachability.check(config, problems));
      Wiring.reach(config, common.yaml(new Problems()), problems);
    }
    List<Mapping> mappings = common.mappings(config);
    Accountless.of(mappings)
        .forEach((source, entities) -> warnings.add(withoutAccounts(source, entities)));
    warnings.addAll(Useless.of(mappings));
    if (!problems.all().isEmpty()) {
      warnings.forEach(warning -> System.err.println("warning: " + warning));
    }
    problems.throwIfAny();
    warnings.addAll(LeftInLanding.of(config, mappings, Reachability.loaded(config)).inWords());
    List<List<String>> lines =
        new ArrayList<>(
            List.of(
                List.of("configuration", config.folder().toString()),
                List.of("landing", config.landing()),
                List.of("lake", config.lake()),
                List.of("sources", sources(mappings)),
                List.of("pull", String.join(", ", pulled)),
                List.of("targets", String.join(", ", config.targets())),
                List.of("steps", String.join(" ", plan.order()))));
    warnings.forEach(warning -> lines.add(List.of("warning", warning)));
    Printing.print(List.of("checked", "value"), lines, common.format, System.out);
    return ExitCode.DONE;
  }

  private static String sources(List<Mapping> mappings) {
    return String.join(", ", mappings.stream().map(Mapping::source).sorted().toList());
  }

  private static String withoutAccounts(String source, Set<String> entities) {
    return "%s of %s can belong to no account: nothing maps a source_account of %s; see 'Whose record it is' in docs/add-a-source.md"
        .formatted(String.join(", ", entities), source, source);
  }
}
