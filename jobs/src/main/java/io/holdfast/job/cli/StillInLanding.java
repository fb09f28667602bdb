package io.holdfast.job.cli;

import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.job.landing.LandingFolder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;

/** What is taken back to be loaded again must lie where the next night reads it. */
final class StillInLanding {

  /**
   * Lists landing.
   *
   * @throws InvalidArgumentException when a file is not there, or its export does not take it any
   *     more
   */
  static void check(Config config, List<Mapping> mappings, List<WithdrawnFile> files) {
    LandingFolder folder = new LandingFolder(new Configuration(), config.landing());
    Map<String, Set<String>> present = new TreeMap<>();
    if (folder.exists()) {
      mappings.stream()
          .flatMap(mapping -> mapping.named().stream())
          .forEach(export -> present.put(export.title(), paths(folder, export)));
    }
    List<String> missing =
        files.stream()
            .filter(file -> file.state() != WithdrawnFile.State.REMOVED)
            .filter(file -> !present.getOrDefault(file.title(), Set.of()).contains(file.path()))
            .map(WithdrawnFile::path)
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidArgumentException(
          "Of %d files %d could not be loaded again, such as %s: they are not in landing folder %s, or their export does not take them; put them back there first, or name the others one by one"
              .formatted(files.size(), missing.size(), missing.get(0), folder.address()));
    }
  }

  private static Set<String> paths(LandingFolder folder, NamedExport export) {
    Set<String> paths = new TreeSet<>();
    folder.files(export.export().files()).stream().map(LandingFile::path).forEach(paths::add);
    return paths;
  }

  private StillInLanding() {}
}
