package io.holdfast.job.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path folder;

  @Test
  void theSameSeedWritesTheSameBytesWhereverTheMachineIs() throws IOException {
    DemoSettings settings = small();
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      Demo.write(folder.resolve("a"), folder.resolve("a-out"), settings);
    } finally {
      TimeZone.setDefault(before);
    }
    Demo.write(folder.resolve("b"), folder.resolve("b-out"), settings);
    Demo.write(folder.resolve("c"), folder.resolve("c-out"), settings.withSeed(2));

    assertThat(DemoFiles.contents(folder.resolve("a")))
        .isEqualTo(DemoFiles.contents(folder.resolve("b")))
        .isNotEqualTo(DemoFiles.contents(folder.resolve("c")));
    assertThat(DemoFiles.contents(folder.resolve("a-out")))
        .isEqualTo(DemoFiles.contents(folder.resolve("b-out")));
  }

  @Test
  void writingAgainLeavesNothingOfTheCompanyBefore() throws IOException {
    Demo.write(folder.resolve("a"), folder.resolve("out"), small().withAccounts(60));
    Demo.write(folder.resolve("a"), folder.resolve("out"), small());
    Demo.write(folder.resolve("b"), folder.resolve("out"), small());

    assertThat(DemoFiles.contents(folder.resolve("a")))
        .isEqualTo(DemoFiles.contents(folder.resolve("b")));
  }

  @Test
  void filesOfSomebodyElseAreLeftAlone() throws IOException {
    Files.writeString(folder.resolve("theirs.csv"), "id\n1\n");

    assertThatThrownBy(() -> Demo.write(folder, folder.resolve("out"), small()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already holds theirs.csv")
        .hasMessageContaining("--set landing=DIR");
    assertThat(folder.resolve("theirs.csv")).hasContent("id\n1\n");
  }

  @Test
  void theDefaultCompanyIsAsLargeAndAsForeseeableAsAnnounced() throws IOException {
    DemoSettings settings = DemoSettings.defaults();
    Written written = Demo.write(folder.resolve("in"), folder.resolve("out"), settings);
    OracleReport oracle = written.outcomes();
    System.out.println("Default demo company: " + oracle + ", records " + written.records());

    assertThat(settings.accounts()).isGreaterThanOrEqualTo(1_000);
    assertThat(written.events()).isBetween(490_000L, 560_000L);
    assertThat(oracle.churnAuc()).isBetween(0.82, 0.89);
    assertThat(oracle.upsellAuc()).isBetween(0.77, 0.84);
    assertThat(oracle.churnRate() / 3).as("monthly logo churn").isBetween(0.015, 0.025);
    assertThat(oracle.upsellRate() / 3).as("monthly upsell").isBetween(0.024, 0.04);
  }

  @Test
  void aWeakSignalLowersTheCeilingAndNoSignalTakesItAway() throws IOException {
    double weak = LongStream.rangeClosed(1, 6).mapToDouble(this::weakAuc).average().orElseThrow();
    System.out.printf("Oracle AUC of churn with a weak signal, mean of six seeds: %.3f%n", weak);
    Written none = Demo.write(folder.resolve("n"), folder.resolve("o"), medium().withSignal(0));

    assertThat(weak).isCloseTo(0.75, within(0.025));
    assertThat(none.outcomes().churnAuc()).isEqualTo(0.5);
    assertThat(none.outcomes().churnRate()).isGreaterThan(0.03);
  }

  @Test
  void theOracleKnowsEveryPayingAccountAtEveryMonthEnd() throws IOException {
    Written written = Demo.write(folder.resolve("in"), folder.resolve("out"), small());

    assertThat(Files.readAllLines(written.oracle()))
        .startsWith("as_of,salesforce_id,churn,upsell")
        .filteredOn(line -> line.startsWith("2025-03-31,"))
        .hasSizeGreaterThan(20)
        .allMatch(line -> line.matches("2025-03-31,001\\w{15},[01]\\.\\d{6},[01]\\.\\d{6}"));
    assertThat(Files.readAllLines(written.truthLinks()))
        .startsWith("source,key,salesforce_id")
        .hasSizeGreaterThanOrEqualTo(1 + 4 * 40);
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> small().withSignal(1.5))
        .hasMessage("Demo setting signal is 1.5; take 0 (none) to 1 (usual)");
    LocalDate day = LocalDate.of(2025, 1, 1);
    assertThatThrownBy(() -> small().between(day, day))
        .hasMessage("Demo setting to is 2025-01-01; take at least 30 days from 2025-01-01");
  }

  private double weakAuc(long seed) {
    try {
      DemoSettings settings = medium().withSeed(seed).withWeakSignal();
      return Demo.write(folder.resolve("w"), folder.resolve("o"), settings).outcomes().churnAuc();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static DemoSettings medium() {
    return DemoSettings.defaults().withAccounts(500).withEvents(150_000);
  }

  private static DemoSettings small() {
    return DemoSettings.defaults().withAccounts(40).withEvents(4_000).withSeed(1);
  }
}
