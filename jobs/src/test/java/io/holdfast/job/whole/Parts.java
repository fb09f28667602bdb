package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Parts that some tests want and that not every machine has. */
final class Parts {
  /** A program in the folder that an environment variable names; skips aloud, or fails in CI. */
  static Path program(String what, String variable, String program) {
    String folder = System.getenv(variable);
    Path found = folder == null ? null : Path.of(folder, "bin", program);
    if (found != null && Files.isExecutable(found)) {
      return found;
    }
    String message =
        "%s is missing: set %s to a Python environment that has it".formatted(what, variable);
    if ("1".equals(System.getenv("HOLDFAST_REQUIRE_ALL"))) {
      fail(message);
    }
    System.out.println("SKIPPED: " + message);
    Assumptions.abort(message);
    throw new IllegalStateException(message);
  }

  /** Folder of the whole project. */
  static Path home() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("bin/holdfast")) ? here : here.getParent();
  }

  private Parts() {}
}
