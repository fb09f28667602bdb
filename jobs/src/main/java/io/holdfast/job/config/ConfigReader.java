package io.holdfast.job.config;

import io.holdfast.money.ExchangeRates;
import io.holdfast.time.History;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads {@code holdfast.yaml}. */
public final class ConfigReader {

  /**
   * The configuration, or null after noting why not.
   *
   * @param overrides {@code --set} values by dotted key
   */
  public static Config read(
      Path folder,
      Map<String, String> overrides,
      UnaryOperator<String> environment,
      Problems problems) {
    Path absolute = folder.toAbsolutePath().normalize();
    ConfigFile file =
        new Yaml(problems, environment)
            .read(absolute.resolve("holdfast.yaml"), ConfigFile.class, overrides);
    return file == null ? null : file.resolve(absolute, problems);
  }

  /**
   * Stands in for a {@code holdfast.yaml} that cannot be used, so that the files beside it are
   * checked all the same.
   */
  public static Config standIn(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    Path base =
        Yaml.value(absolute.resolve("holdfast.yaml"), "base")
            .map(from -> absolute.resolve(from).normalize())
            .orElse(absolute);
    return new Config(
        absolute,
        base,
        null,
        null,
        null,
        null,
        null,
        null,
        ZoneOffset.UTC,
        null,
        null,
        List.of(),
        History.monthly(),
        new ConfigFile.Support(null, null).hours(ZoneOffset.UTC),
        ExchangeRates.none("USD"));
  }

  private ConfigReader() {}
}
