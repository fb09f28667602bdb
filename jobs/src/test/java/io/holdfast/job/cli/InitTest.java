package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitTest {
  private static final Path SHIPPED = Path.of("..", "conf").toAbsolutePath().normalize();

  @TempDir Path folder;

  private static Terminal.Ended run(Path conf, String... arguments) {
    return new Terminal(List.of("--conf", conf.toString())).run(arguments);
  }

  private Path made() {
    Path made = folder.resolve("mine");
    assertThat(run(SHIPPED, "init", made.toString()).code()).isZero();
    return made;
  }

  @Test
  void theThreeFilesPassCheckAsTheyAreAndNothingElseIsMade() throws IOException {
    Path made = made();
    Terminal.Ended checked = run(made, "check");
    assertThat(checked.code()).as(checked.err()).isZero();
    assertThat(checked.out()).contains("does not exist yet; nothing can come in before it does");
    try (var files = Files.walk(made)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> made.relativize(f).toString()))
          .containsExactlyInAnyOrder("holdfast.yaml", "sources/company.yaml", "crm/file.yaml");
    }
    assertThat(made.resolve("lake")).doesNotExist();
  }

  @Test
  void aFolderThatHoldsSomethingIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("letter.txt"), "dear");
    Terminal.Ended refused = run(SHIPPED, "init", folder.toString());
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("is not an empty folder; name another one");
    assertThat(folder.resolve("holdfast.yaml")).doesNotExist();
  }

  @Test
  void checkTellsProblemsOfAllFilesAndLevelsAtOnce() throws IOException {
    Path made = made();
    Files.writeString(
        made.resolve("sources/company.yaml"),
        Files.readString(made.resolve("sources/company.yaml"))
            .replace("name: name", "nme: name")
            .replace("mrr: monthly_price", "seat: seats"));
    Files.writeString(
        made.resolve("holdfast.yaml"),
        Files.readString(made.resolve("holdfast.yaml"))
            .replace("lake: lake", "lake: holdfast.yaml/lake"));
    Files.writeString(
        made.resolve("crm/file.yaml"),
        Files.readString(made.resolve("crm/file.yaml")).replace("folder:", "foldr:"));
    Files.writeString(
        made.resolve("segments.yaml"),
        Files.readString(SHIPPED.resolve("segments.yaml")) + "\nodd_key: 1\n");
    Terminal.Ended checked = run(made, "check");
    assertThat(checked.code()).isEqualTo(2);
    assertThat(checked.err())
        .contains("columns.nme is not a column of source_account")
        .contains("columns.seat is not a column of subscription")
        .contains("foldr is not a known key")
        .contains("odd_key is not a known key")
        .contains("lake: " + made.resolve("holdfast.yaml/lake") + " cannot be written");
  }

  @Test
  void checkWarnsOfContractsWithoutAPrice() throws IOException {
    Path made = made();
    Files.writeString(
        made.resolve("sources/company.yaml"),
        Files.readString(made.resolve("sources/company.yaml"))
            .replace("mrr: monthly_price", "plan: monthly_price"));
    assertThat(run(made, "check").out())
        .contains("subscription of company has no mrr")
        .contains("its recurring revenue is unknown");
  }
}
