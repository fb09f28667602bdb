package io.holdfast.job.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a small demo aside, so that the launcher can archive the classes that a night loads. */
@Command(
    name = "warm-up",
    mixinStandardHelpOptions = true,
    description =
        "Leaves what lets later starts be fast; the first demo or nightly after a build does too.",
    footer = "  holdfast warm-up")
final class WarmUpCommand implements Callable<Integer> {
  @Mixin Common common;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("holdfast-warm-up");
    try {
      return Main.run(
          Stream.of(
                  List.of("demo", "--accounts", "200", "--events", "10000"),
                  List.of("--conf", common.conf.toString()),
                  List.of("--set", "landing=" + folder.resolve("landing")),
                  List.of("--set", "lake=" + folder.resolve("lake")),
                  List.of("--set", "output=" + folder.resolve("out")))
              .flatMap(List::stream)
              .toArray(String[]::new));
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
