package io.holdfast.job.cli;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.ConfigReader;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.nightly.Plan;
import io.holdfast.job.nightly.Wiring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Options that every command takes. */
final class Common {
  private static final Set<String> PATHS =
      Set.of("landing", "lake", "control", "catalog", "output");

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      description = "Configuration folder (default: ${DEFAULT-VALUE}).",
      defaultValue = "${env:HOLDFAST_CONF:-conf}")
  Path conf;

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      converter = Day.class,
      description = "Everything known by the end of this day, such as 2024-12-31.")
  LocalDate asOf;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Replaces a key of holdfast.yaml; may be repeated.")
  Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; another than local goes through spark-submit.",
      defaultValue = "local[*]")
  String master;

  @Option(
      names = "--format",
      description = "How to print: ${COMPLETION-CANDIDATES} (default: table).",
      defaultValue = "table")
  Format format;

  /** How results are printed. */
  enum Format {
    table,
    csv,
    json
  }

  /** A day as people write it. */
  static final class Day implements ITypeConverter<LocalDate> {
    @Override
    public LocalDate convert(String text) {
      try {
        return LocalDate.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'%s' is not a day of the calendar such as 2024-12-31".formatted(text));
      }
    }
  }

  Config config(Problems problems) {
    return ConfigReader.read(conf, absolute(), System::getenv, problems);
  }

  /** The configuration where the folder has one, else null: some commands need no installation. */
  Config installed(Problems problems) {
    return Files.exists(conf.resolve("holdfast.yaml")) ? config(problems) : null;
  }

  /**
   * The configuration.
   *
   * @throws io.holdfast.job.config.InvalidConfigException listing every problem
   */
  Config config() {
    Problems problems = new Problems();
    Config config = config(problems);
    problems.throwIfAny();
    return config;
  }

  /** The steps of a night; null after noting why not, in every file of the configuration. */
  Plan plan(Config config, Problems problems) {
    if (config != null) {
      return Wiring.read(config, yaml(problems), problems);
    }
    Config standIn = Files.isDirectory(conf) ? ConfigReader.standIn(conf) : null;
    return standIn == null ? null : Wiring.read(standIn, yaml(problems), problems);
  }

  /** The mappings that can be read; what is wrong with others is not told here. */
  List<Mapping> mappings(Config config) {
    Problems told = new Problems();
    return config == null
        ? List.of()
        : Wiring.mappings(config, yaml(told), told).stream().filter(Objects::nonNull).toList();
  }

  Yaml yaml(Problems problems) {
    return new Yaml(problems, System::getenv);
  }

  /** Paths on the command line start where the caller stands, not at the configuration. */
  private Map<String, String> absolute() {
    Map<String, String> absolute = new LinkedHashMap<>(overrides);
    absolute.replaceAll(
        (key, value) ->
            PATHS.contains(key) && !value.contains(":")
                ? Path.of(value).toAbsolutePath().normalize().toString()
                : value);
    return absolute;
  }

  /**
   * The day that a command cannot do without; asked for before anything is read or started.
   *
   * @throws InvalidArgumentException when it is not given
   */
  LocalDate requireAsOf() {
    if (asOf == null) {
      throw new InvalidArgumentException(
          "--as-of is required: the last day to look at, such as --as-of 2024-12-31");
    }
    return asOf;
  }
}
