package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.control.Control;
import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.nightly.Withdrawn;
import io.holdfast.table.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wrong file, two nights, a withdrawal and the right file make the lake that had no wrong one.
 */
class WithdrawIT {
  private static final LocalDate FIRST = LocalDate.of(2025, 5, 29);
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final LocalDate THIRD = FIRST.plusDays(2);
  private static final String WRONG = "survey/nps/wrong.csv";
  private static final String RIGHT = "survey/nps/zz_right.csv";

  @TempDir Path folder;

  @Test
  void afterWithdrawalAndTheRightFileEveryTableIsThatOfALakeThatNeverSawTheWrongOne()
      throws IOException {
    Path clean = landing("clean");
    Path wrong = landing("wrong");
    SmallNight without = night(clean, "clean");
    SmallNight with = night(wrong, "wrong");
    without.run(FIRST);
    with.run(FIRST);

    Files.writeString(wrong.resolve(WRONG), survey(wrong, "0"));
    without.run(SECOND);
    with.run(SECOND);
    assertThat(without.rows().differences(with.rows())).isNotEmpty();

    Withdrawn done = with.withdraw(SECOND, WRONG, "scores of the wrong year");
    assertThat(done.nights()).containsExactly(SECOND);
    assertThat(done.held()).isEmpty();
    assertThat(differences(without, with)).isEmpty();
    assertThat(with.withdraw(SECOND, WRONG, "again").note()).isEmpty();

    Files.writeString(clean.resolve(RIGHT), survey(clean, "9"));
    Files.writeString(wrong.resolve(RIGHT), survey(clean, "9"));
    without.run(THIRD);
    with.run(THIRD);
    assertThat(differences(without, with)).isEmpty();
    try (Control control = with.control()) {
      assertThat(control.files().isLoaded(WRONG)).isFalse();
      assertThat(control.runs().current().orElseThrow().asOf()).isEqualTo(THIRD);
    }
  }

  private static Map<String, List<String>> differences(SmallNight clean, SmallNight withdrawn) {
    Map<String, List<String>> differences = clean.rows().differences(withdrawn.rows());
    differences.remove(Withdrawal.TABLE.name());
    return differences;
  }

  /** The first survey file once more, its answers replaced by one score. */
  private static String survey(Path landing, String score) throws IOException {
    try (Stream<Path> files = Files.list(landing.resolve("survey/nps"))) {
      Path first = files.filter(f -> !f.endsWith("wrong.csv")).sorted().findFirst().orElseThrow();
      List<String> lines = Files.readAllLines(first);
      int at = List.of(lines.get(0).split(",", -1)).indexOf("score");
      StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
      for (String line : lines.subList(1, Math.min(30, lines.size()))) {
        String[] cells = line.split(",", -1);
        cells[at] = score;
        text.append(String.join(",", cells)).append('\n');
      }
      return text.toString();
    }
  }

  private Path landing(String name) throws IOException {
    Path landing = folder.resolve(name).resolve("landing");
    DemoSettings tiny =
        DemoSettings.defaults()
            .withAccounts(40)
            .withEvents(3_000)
            .between(LocalDate.of(2024, 11, 1), FIRST);
    Demo.write(landing, folder.resolve(name).resolve("truth"), tiny);
    return landing;
  }

  private SmallNight night(Path landing, String name) {
    return new SmallNight(landing, folder.resolve(name));
  }
}
