package io.holdfast.job.cli;

import io.holdfast.job.config.InvalidArgumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description =
        "Makes a configuration of three files: holdfast.yaml, a source and a CRM target. All else"
            + " comes from the folder of --conf. It passes 'check' as it is.",
    footer = "  holdfast init my-company")
final class InitCommand implements Callable<Integer> {
  private static final List<String> FILES =
      List.of("holdfast.yaml", "sources/company.yaml", "crm/file.yaml");

  @Mixin Common common;

  @Parameters(paramLabel = "DIR", description = "A folder that is empty or does not exist yet.")
  Path folder;

  @Override
  public Integer call() throws IOException {
    Path to = folder.toAbsolutePath().normalize();
    if (Files.exists(to) && !isEmptyFolder(to)) {
      throw new InvalidArgumentException(
          "%s is not an empty folder; name another one, nothing was written".formatted(to));
    }
    Path base = common.conf.toAbsolutePath().normalize();
    if (!Files.exists(base.resolve("metrics.yaml"))) {
      throw new InvalidArgumentException(
          "%s holds no metrics.yaml to build on; name the shipped conf with --conf"
              .formatted(base));
    }
    for (String file : FILES) {
      Path written = to.resolve(file);
      Files.createDirectories(written.getParent());
      Files.writeString(written, text(file).replace("{base}", to.relativize(base).toString()));
    }
    System.out.printf(
        "Wrote %s below %s.%n"
            + "Next: put files into %s/landing, say in %s what they hold, then%n"
            + "  holdfast check --conf %s%n  holdfast nightly --conf %s --as-of DAY%n",
        String.join(", ", FILES), folder, folder, FILES.get(1), folder, folder);
    return ExitCode.DONE;
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static String text(String file) throws IOException {
    try (InputStream template = InitCommand.class.getResourceAsStream("init/" + file)) {
      return new String(template.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
