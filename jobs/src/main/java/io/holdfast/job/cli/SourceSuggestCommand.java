package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Problems;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.job.landing.UnknownFiles;
import io.holdfast.job.suggest.Draft;
import io.holdfast.job.suggest.DraftYaml;
import io.holdfast.job.suggest.FileGroups;
import io.holdfast.job.suggest.Suggestion;
import io.holdfast.job.suggest.UnknownExport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description =
        "Reads an export that nobody described yet (CSV, TSV, JSON, JSON lines, Parquet; a file or"
            + " a folder) and prints a draft of its mapping.",
    footer = "  holdfast source suggest landing/deskly --source deskly")
final class SourceSuggestCommand implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(paramLabel = "PATH", description = "A file, or a folder with files.")
  Path path;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Name of the system (default: the folder's).")
  String source;

  @Override
  public Integer call() {
    Path whole = path.toAbsolutePath().normalize();
    Path base = base(whole);
    UnknownFiles unknown = new UnknownFiles(new Configuration());
    List<LandingFile> files = unknown.below(whole.toString(), base.toString());
    if (files.isEmpty()) {
      throw new InvalidArgumentException(
          "There is no file at %s; name a file or a folder with files".formatted(whole));
    }
    Draft draft = draft(whole, base, files, unknown);
    System.out.print(DraftYaml.of(draft));
    if (!draft.isUsable()) {
      throw new InvalidArgumentException(
          "No entity is likely for anything in %s; docs/add-a-source.md says what there is"
              .formatted(whole));
    }
    return ExitCode.DONE;
  }

  private Draft draft(Path whole, Path base, List<LandingFile> files, UnknownFiles unknown) {
    Map<String, LandingFile> byPath =
        files.stream().collect(Collectors.toMap(LandingFile::path, Function.identity()));
    List<FileGroups.Group> groups = FileGroups.of(files.stream().map(LandingFile::path).toList());
    List<String> names = groups.stream().map(FileGroups.Group::name).toList();
    List<UnknownExport> exports = new ArrayList<>();
    for (FileGroups.Group group : groups) {
      exports.add(
          export(
              group,
              names.stream().filter(name -> !name.equals(group.name())).toList(),
              unknown.read(
                  group.paths().stream().map(byPath::get).toList(), SourceCommand.RECORDS)));
    }
    Path folder = Files.isDirectory(whole) ? whole : whole.getParent();
    String name =
        source == null ? Suggestion.name(folder.getFileName().toString(), "source") : source;
    return new Draft(
        name,
        List.of(
            "Drafted from the first records of each file. '?' marks what was only guessed.",
            "Look through it, then: holdfast source try THIS.yaml" + where(base)),
        Suggestion.of(exports));
  }

  private static UnknownExport export(
      FileGroups.Group group, List<String> others, UnknownFiles.Written written) {
    List<Draft.Line> options = new ArrayList<>();
    if (written.format() != null) {
      options.add(line("format", written.format().name().toLowerCase(java.util.Locale.ROOT)));
    }
    if (written.delimiter() != null) {
      options.add(line("delimiter", written.delimiter()));
    }
    if (written.charset() != null) {
      options.add(line("charset", written.charset()));
    }
    return new UnknownExport(
        group.name(), group.glob(), options, !written.separated(), others, written.records());
  }

  private String where(Path base) {
    Config config = config();
    return config != null && base.equals(Path.of(config.landing())) ? "" : " --landing " + base;
  }

  private static Draft.Line line(String key, String value) {
    return new Draft.Line(key, value, "");
  }

  /** Where paths of files begin: the landing folder when it holds the path, else its own folder. */
  private Path base(Path whole) {
    Config config = config();
    if (config != null && whole.startsWith(config.landing())) {
      return Path.of(config.landing());
    }
    return Files.isDirectory(whole) ? whole : whole.getParent();
  }

  /** The installation, where there is one with a local landing folder. */
  private Config config() {
    Config config = common.installed(new Problems());
    return config == null || config.landing().contains("://") ? null : config;
  }
}
