package io.holdfast.job.pull;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of {@code conf/pull}. */
public final class PullSources {
  private static final String SUFFIX = ".yaml";

  /**
   * Sources by name, without those noted as problems; none where the folder is missing.
   *
   * @param names only these; empty: all
   * @throws InvalidArgumentException when one of the names has no file
   */
  public static Map<String, PullConfig> read(
      Config config, List<String> names, Yaml yaml, Problems problems) {
    Path folder = config.file("pull");
    List<String> known =
        Files.isDirectory(folder)
            ? config.files("pull", SUFFIX, problems).stream().map(PullSources::name).toList()
            : List.of();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InvalidArgumentException(
            known.isEmpty()
                ? "There is nothing to pull: %s holds no file; copy one from conf/examples/pull"
                    .formatted(folder)
                : "There is no source '%s' in %s.%s"
                    .formatted(name, folder, Nearest.hint(name, known)));
      }
    }
    Map<String, PullConfig> sources = new TreeMap<>();
    for (String name : names.isEmpty() ? known : names) {
      PullConfig source = yaml.read(folder.resolve(name + SUFFIX), PullConfig.class);
      if (source != null) {
        sources.put(name, source);
      }
    }
    return sources;
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }

  private PullSources() {}
}
