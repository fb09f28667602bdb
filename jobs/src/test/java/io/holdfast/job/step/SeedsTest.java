package io.holdfast.job.step;

import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mappings of a loader's layout over its sample rows. */
class SeedsTest {
  private static final Path PROJECT = project();

  @TempDir Path folder;

  @Test
  void stripe() throws IOException {
    try (LandingNight night = new LandingNight(folder, Wanted.data("fivetran"))) {
      StepResult result = night.land("2025-12-31", mapping("loader/stripe"));
      System.out.println(counts(result));
    }
  }

  private static String counts(StepResult result) {
    List<String> loads = result.note().lines().skip(1).sorted().toList();
    Map<String, Long> rows = new TreeMap<>(result.rows());
    rows.keySet().removeIf(table -> table.startsWith("raw_"));
    return String.join("\n", loads)
        + "\n"
        + rows.entrySet().stream()
            .map(row -> row.getKey() + ": " + row.getValue())
            .collect(Collectors.joining("\n"));
  }

  private static String mapping(String name) throws IOException {
    return Files.readString(PROJECT.resolve("conf/sources/" + name + ".yaml"));
  }

  private static Path project() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("conf")) ? here : here.getParent();
  }
}
