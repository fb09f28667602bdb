package io.holdfast.job.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shipped configuration, with a churn model that a hundred accounts can have. */
final class SmallConf {

  /** Copies it; what is asked of a model falls, and one is due every night. */
  static Path write(Path to) throws IOException {
    Path from = Parts.home().resolve("conf");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Path outcomes = to.resolve("outcomes.yaml");
    String text = Files.readString(outcomes);
    for (List<String> change :
        List.of(
            List.of("retrain_days: 28", "retrain_days: 1"),
            List.of("min_rows: 500", "min_rows: 200"),
            List.of("min_positives: 40", "min_positives: 10"))) {
      if (!text.contains(change.get(0))) {
        throw new IllegalStateException("conf/outcomes.yaml no longer has " + change.get(0));
      }
      text = text.replace(change.get(0), change.get(1));
    }
    Files.writeString(outcomes, text);
    return to;
  }

  private SmallConf() {}
}
