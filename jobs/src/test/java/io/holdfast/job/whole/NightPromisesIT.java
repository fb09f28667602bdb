package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.control.StepRow;
import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.step.PublishStep;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every night promises, on a small company with all its mess. */
class NightPromisesIT {
  private static final LocalDate DAY = LocalDate.of(2025, 10, 31);
  private static final TimeZone HERE = TimeZone.getDefault();

  @TempDir static Path folder;
  private static Path landing;
  private static SmallNight clean;

  @BeforeAll
  static void cleanNight() throws IOException {
    landing = folder.resolve("landing");
    DemoSettings small =
        DemoSettings.defaults()
            .withAccounts(120)
            .withEvents(12_000)
            .between(LocalDate.of(2024, 10, 1), LocalDate.of(2025, 12, 31));
    Demo.write(landing, folder.resolve("truth"), small);
    clean = new SmallNight(landing, folder.resolve("clean"));
    clean.run(DAY);
  }

  @AfterEach
  void putTheMachineBack() {
    TimeZone.setDefault(HERE);
    TestSpark.session().conf().set("spark.sql.shuffle.partitions", "2");
  }

  @Test
  void nightKilledAtEveryStepInTurnGivesTheSameRows() {
    SmallNight killed = new SmallNight(landing, folder.resolve("killed"));
    Set<String> died = new HashSet<>();
    List<StepRow> done = null;
    while (done == null) {
      try {
        done = killed.run(DAY, step -> new SmallNight.DiesOnce(step, died));
      } catch (SmallNight.Killed e) {
        assertThat(died).isNotEmpty();
      }
    }
    assertThat(died).hasSizeGreaterThan(12);
    assertThat(killed.hashes()).isEqualTo(clean.hashes());
  }

  @Test
  void timeZonePartitionsAndFileOrderChangeNoRow() throws IOException {
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
    TestSpark.session().conf().set("spark.sql.shuffle.partitions", "5");
    SmallNight other = new SmallNight(reversed(), folder.resolve("other"));
    other.run(DAY);
    assertThat(other.hashes()).isEqualTo(clean.hashes());
  }

  @Test
  void secondNightTwiceGivesTheSameRowsAndSendsNothingMore() {
    SmallNight nights = new SmallNight(landing, folder.resolve("nights"));
    nights.run(DAY.minusDays(1));
    nights.run(DAY);
    Map<String, String> once = nights.hashes();
    List<StepRow> again = nights.run(DAY);
    assertThat(nights.hashes()).isEqualTo(once);
    assertThat(again)
        .filteredOn(step -> step.step().equals("publish_file"))
        .allSatisfy(step -> assertThat(step.note()).startsWith("nothing changed"));
    assertThat(again.get(again.size() - 1).rows()).doesNotContainKey(PublishStep.NOT_SENT);
  }

  @Test
  void recordsKnownLaterChangeNoRow() throws IOException {
    Path past = KnownBy.copy(landing, folder.resolve("past"), clean, DAY);
    SmallNight before = new SmallNight(past, folder.resolve("before"));
    before.run(DAY);
    Map<String, String> expected = clean.hashes();
    Map<String, String> found = before.hashes();
    for (Table table : Tables.DERIVED) {
      assertThat(found.get(table.name())).as(table.name()).isEqualTo(expected.get(table.name()));
    }
  }

  /** The same exports, their files named so that they are listed the other way round. */
  private static Path reversed() throws IOException {
    Path copy = folder.resolve("reversed");
    try (Stream<Path> files = Files.walk(landing)) {
      List<Path> all =
          files.filter(Files::isRegularFile).sorted(Comparator.reverseOrder()).toList();
      for (int i = 0; i < all.size(); i++) {
        Path relative = landing.relativize(all.get(i));
        Path to =
            copy.resolve(relative)
                .resolveSibling("%05d_%s".formatted(i, relative.getFileName().toString()));
        Files.createDirectories(to.getParent());
        Files.copy(all.get(i), to);
      }
    }
    return copy;
  }
}
