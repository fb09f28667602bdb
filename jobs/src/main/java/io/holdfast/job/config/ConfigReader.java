package io.holdfast.job.config;

import java.nio.file.Path;
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

  private ConfigReader() {}
}
