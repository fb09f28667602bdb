package io.holdfast.job.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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

  @Test
  void ratesOfTheFxFileAreReadFromTheFolderOrItsBase() throws IOException {
    Files.writeString(folder.resolve("fx.csv"), "from,currency,rate\n2024-01-01,USD,0.92\n");
    Config config = read(GOOD + "fx: fx.csv\n", Map.of());
    assertThat(config.rates().rate("USD", LocalDate.of(2024, 5, 1))).isEqualTo("0.92");
    assertThat(read(GOOD, Map.of()).rates().reporting()).isEqualTo("EUR");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void everyBadRateIsNamedWithItsLine() throws IOException {
    Files.writeString(
        folder.resolve("fx.csv"),
        """
        from,currency,rate
        2024-01-01,USD,0.92
        2024-01-01,USD,0.93
        2024-13-01,USD,0.92
        2024-01-01,Dollar,0.92
        2024-01-01,GBP,-1
        2024-01-01,EUR,1
        2024-01-01;GBP;1
        """);
    read(GOOD + "fx: fx.csv\n", Map.of());
    String file = folder + "/fx.csv:";
    assertThat(problems.all())
        .containsExactly(
            file + "3: USD from 2024-01-01 stands twice; keep one",
            file + "4: from '2024-13-01' is not a day such as 2024-12-31",
            file + "5: currency 'Dollar' is not an ISO 4217 code such as EUR",
            file + "6: rate '-1' is not a number above 0: EUR for one GBP",
            file + "7: EUR is the reporting currency; its rate is always 1",
            file + "8: holds 1 fields, not from,currency,rate");
  }

  @Test
  void missingRatesFileSaysWhatToDo() throws IOException {
    read(GOOD + "fx: rates.csv\n", Map.of());
    assertThat(problems.all())
        .containsExactly(
            folder + "/rates.csv: is missing; create it or take fx out of holdfast.yaml");
  }

  private Config read(String yaml, Map<String, String> overrides) throws IOException {
    Files.writeString(folder.resolve("holdfast.yaml"), yaml);
    return ConfigReader.read(folder, overrides, name -> null, problems);
  }
}
