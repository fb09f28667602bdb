package io.holdfast.job.cli;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Problems;
import io.holdfast.job.landing.LandingFolder;
import io.holdfast.job.step.CodeGeneration;
import io.holdfast.job.step.trial.Trial;
import io.holdfast.job.step.trial.Tried;
import io.holdfast.time.AsOf;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description =
        "Runs a mapping over the first thousand records of each of its exports and shows what"
            + " becomes of them. Writes nothing.",
    footer = "  holdfast source try conf/sources/deskly.yaml --landing landing",
    exitCodeList = {ExitCode.SAYS_HELD})
final class SourceTryCommand implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(paramLabel = "FILE.yaml", description = "The mapping.")
  Path file;

  @Option(
      names = "--landing",
      paramLabel = "DIR",
      description = "Where its files lie (default: landing of holdfast.yaml).")
  String landing;

  @Override
  public Integer call() {
    Problems problems = new Problems();
    Mapping mapping = common.yaml(problems).read(file, Mapping.class);
    Config config = config(problems);
    problems.throwIfAny();
    ZoneId zone = config == null ? ZoneOffset.UTC : config.zone();
    try (Sessions.Opened session = Sessions.open(common.master)) {
      CodeGeneration.off(session.spark());
      LandingFolder folder =
          new LandingFolder(
              session.spark().sparkContext().hadoopConfiguration(),
              landing == null ? config.landing() : landing);
      if (!folder.exists()) {
        throw new InvalidArgumentException(
            "Folder %s does not exist; say with --landing where the files lie"
                .formatted(folder.address()));
      }
      LocalDate day = common.asOf == null ? LocalDate.now(zone) : common.asOf;
      Trial trial = new Trial(session.spark(), folder, new AsOf(day, zone), SourceCommand.RECORDS);
      List<Tried> tried = trial.of(mapping);
      TrialStory.print(tried, common.format, System.out);
      return code(tried, folder);
    }
  }

  /** With --landing an installation is not needed; its time zone counts where there is one. */
  private Config config(Problems problems) {
    return landing == null ? common.config(problems) : common.installed(problems);
  }

  private static int code(List<Tried> tried, LandingFolder folder) {
    if (tried.stream().allMatch(export -> export.files() == 0)) {
      throw new InvalidArgumentException(
          "No file of any export lies in %s; correct files, or say with --landing where they lie"
              .formatted(folder.address()));
    }
    boolean held = tried.stream().anyMatch(export -> !export.held().isEmpty());
    return held ? ExitCode.HELD : ExitCode.DONE;
  }
}
