package io.holdfast.job.whole;

import io.holdfast.table.Wanted;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project and the programs lie that some tests run. */
final class Parts {
  /** A program in the folder that an environment variable names. */
  static Path program(String what, String variable, String program) {
    String folder = System.getenv(variable);
    Path found = folder == null ? null : Path.of(folder, "bin", program);
    Wanted.part(
        found != null && Files.isExecutable(found),
        "%s is missing: set %s to a Python environment that has it".formatted(what, variable));
    return found;
  }

  /** Folder of the whole project. */
  static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("bin/holdfast")) ? here : here.getParent();
  }

  private Parts() {}
}
