package io.holdfast.table;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** What some tests want and not every machine has: parts to install, and data of others. */
public final class Wanted {
  /**
   * Skips the test aloud where a part is missing; with HOLDFAST_REQUIRE_ALL=1 it fails instead.
   *
   * @param message what is missing and how to get it
   */
  public static void part(boolean there, String message) {
    if (!there && "1".equals(System.getenv("HOLDFAST_REQUIRE_ALL"))) {
      fail(message);
    }
    assume(there, message);
  }

  /**
   * A file or folder of the data, which lies in {@code shared/data} beside the checkout or further
   * up, or where HOLDFAST_DATA says. Skips the test aloud where it is missing: nobody can install
   * it.
   */
  public static Path data(String name) {
    String given = System.getenv("HOLDFAST_DATA");
    Path found = given == null ? null : Path.of(given, name);
    for (Path up = Path.of("").toAbsolutePath(); found == null && up != null; up = up.getParent()) {
      Path here = up.resolve("shared/data").resolve(name);
      found = Files.exists(here) ? here : null;
    }
    boolean there = found != null && Files.exists(found);
    assume(
        there, "no %s in shared/data; say where the data lies with HOLDFAST_DATA".formatted(name));
    return found;
  }

  private static void assume(boolean there, String message) {
    if (!there) {
      System.out.println("SKIPPED: " + message);
    }
    Assumptions.assumeTrue(there, message);
  }

  private Wanted() {}
}
