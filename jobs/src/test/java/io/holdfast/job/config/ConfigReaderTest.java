package io.holdfast.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
  private static final String GOOD =
      """
      company: Acme
      currency: EUR
      timezone: Europe/Berlin
      crm: salesforce
      landing: ../landing
      lake: /data/lake
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @Test
  void relativePathsStartAtTheConfigurationFolder() throws IOException {
    Config config = read(GOOD, Map.of());
    assertThat(config.landing()).isEqualTo(folder.resolveSibling("landing").toString());
    assertThat(config.control()).isEqualTo("jdbc:sqlite:file:/data/lake/control.db");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void setReplacesAnyKey() throws IOException {
    assertThat(read(GOOD, Map.of("lake", "s3a://bucket/lake", "targets", "")).lake())
        .isEqualTo("s3a://bucket/lake");
  }

  @Test
  void setTakesAListInBrackets() throws IOException {
    assertThat(read(GOOD, Map.of("targets", "[file, demo]")).targets())
        .containsExactly("file", "demo");
  }

  @Test
  void everyProblemIsNamedWithItsLineAndRemedy() throws IOException {
    assertThat(read("compny: Acme\ncurrency: EUR\ntimezone: Berlin\n", Map.of())).isNull();
    assertThat(problems.all())
        .containsExactly(
            folder + "/holdfast.yaml:1: compny is not a known key. Did you mean 'company'?",
            folder
                + "/holdfast.yaml:3: timezone 'Berlin' is not a time zone such as Europe/Berlin");
  }

  @Test
  void missingEnvironmentVariableIsNamed() throws IOException {
    read(GOOD.replace("/data/lake", "${env:LAKE}"), Map.of());
    assertThat(problems.all())
        .containsExactly(folder + "/holdfast.yaml:6: lake environment variable LAKE is not set");
  }

  @Test
  void missingFileSaysWhatToDo() {
    ConfigReader.read(folder, Map.of(), name -> null, problems);
    assertThat(problems.all().get(0)).contains("is missing; create it or name another folder");
  }

  private Config read(String yaml, Map<String, String> overrides) throws IOException {
    Files.writeString(folder.resolve("holdfast.yaml"), yaml);
    return ConfigReader.read(folder, overrides, name -> null, problems);
  }
}
