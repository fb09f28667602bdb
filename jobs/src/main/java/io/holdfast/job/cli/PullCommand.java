package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.control.Control;
import io.holdfast.job.pull.Pull;
import io.holdfast.job.pull.PullConfig;
import io.holdfast.job.pull.PullException;
import io.holdfast.job.pull.PullSources;
import io.holdfast.job.pull.Pulled;
import io.holdfast.job.pull.Waiting;
import io.holdfast.time.AsOf;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    description =
        "Fetches what the sources of conf/pull have that was not fetched before into landing, as"
            + " known by the end of a day. The same command goes on where it stopped.",
    footer = "  holdfast pull stripe --as-of 2025-12-31")
final class PullCommand implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(paramLabel = "SOURCE", description = "Only these sources (default: all).")
  List<String> sources = new ArrayList<>();

  @Override
  public Integer call() {
    LocalDate day = common.requireAsOf();
    Problems problems = new Problems();
    Config config = common.config(problems);
    problems.throwIfAny();
    AsOf asOf = new AsOf(day, config.zone());
    Map<String, PullConfig> wanted =
        PullSources.read(config, sources, common.yaml(problems), problems);
    problems.throwIfAny();
    List<Pulled> pulled = new ArrayList<>();
    try (Control control = Control.open(config.control(), Clock.systemUTC());
        Pull pull =
            new Pull(
                control,
                config.landing(),
                config.zone(),
                Waiting.real(),
                line -> System.err.println(line))) {
      wanted.forEach((name, source) -> pulled.addAll(pull.source(name, source, asOf.cut())));
    }
    print(pulled);
    String stopped =
        String.join(
            "\n",
            pulled.stream().map(Pulled::stopped).filter(Objects::nonNull).distinct().toList());
    if (!stopped.isEmpty()) {
      throw new PullException("pull stopped: " + stopped);
    }
    return ExitCode.DONE;
  }

  private void print(List<Pulled> pulled) {
    Printing.print(
        List.of("source", "export", "records", "files", "state"),
        pulled.stream()
            .map(
                one ->
                    List.of(
                        one.source(),
                        one.export(),
                        String.valueOf(one.records()),
                        String.valueOf(one.files()),
                        one.stopped() == null ? "done" : "stopped"))
            .toList(),
        common.format,
        System.out);
  }
}
