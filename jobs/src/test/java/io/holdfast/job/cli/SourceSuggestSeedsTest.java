package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.TestSpark;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceSuggestSeedsTest {
  @TempDir Path folder;

  @BeforeAll
  static void session() {
    TestSpark.session();
  }

  @ParameterizedTest
  @ValueSource(strings = {"salesforce", "hubspot", "zendesk", "stripe"})
  void drafts(String vendor) throws IOException {
    Path seeds = Wanted.data("fivetran/" + vendor);
    Terminal terminal = new Terminal(List.of("--conf", folder.toString()));
    Terminal.Ended drafted = terminal.run("source", "suggest", seeds.toString());
    Path mapping = Files.writeString(folder.resolve(vendor + ".yaml"), drafted.out());
    Files.writeString(Path.of("/tmp/draft-" + vendor + ".yaml"), drafted.out());
    long t = System.nanoTime();
    Terminal.Ended tried =
        terminal.run(
            "source",
            "try",
            mapping.toString(),
            "--landing",
            seeds.toString(),
            "--as-of",
            "2024-06-30");
    System.out.println(vendor + " try took " + (System.nanoTime() - t) / 1000000);
    Files.writeString(
        Path.of("/tmp/tried-" + vendor + ".txt"), drafted.err() + tried.out() + tried.err());
    assertThat(drafted.code()).isZero();
  }
}
