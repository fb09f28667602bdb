package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.control.Control;
import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.nightly.WithdrawalOrder;
import io.holdfast.job.nightly.Withdrawn;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
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
    run(without, FIRST);
    run(with, FIRST);

    Files.writeString(wrong.resolve(WRONG), survey(wrong, score -> 10 - score));
    run(without, SECOND);
    run(with, SECOND);
    assertThat(without.rows().differences(with.rows())).isNotEmpty();

    Withdrawn done =
        TestSpark.interpreted(() -> with.withdraw(SECOND, order("scores of the wrong year")));
    assertThat(done.nights()).containsExactly(SECOND);
    assertThat(done.held()).isEmpty();
    assertThat(differences(without, with)).isEmpty();
    assertThat(with.withdraw(SECOND, order("the same")).note()).isEmpty();

    Files.writeString(clean.resolve(RIGHT), survey(clean, score -> Math.min(10, score + 1)));
    Files.writeString(wrong.resolve(RIGHT), survey(clean, score -> Math.min(10, score + 1)));
    run(without, THIRD);
    run(with, THIRD);
    assertThat(differences(without, with)).isEmpty();
    try (Control control = with.control()) {
      assertThat(control.files().isLoaded(WRONG)).isFalse();
      assertThat(control.runs().current().orElseThrow().asOf()).isEqualTo(THIRD);
    }
  }

  private static WithdrawalOrder order(String because) {
    return new WithdrawalOrder(WRONG, because, false);
  }

  private static Map<String, List<String>> differences(SmallNight clean, SmallNight withdrawn) {
    Map<String, List<String>> differences = clean.rows().differences(withdrawn.rows());
    differences.remove(Withdrawal.TABLE.name());
    return differences;
  }

  /** The last survey file once more with other scores, which no gate can tell from right ones. */
  private static String survey(Path landing, IntUnaryOperator score) throws IOException {
    try (Stream<Path> files = Files.list(landing.resolve("survey/nps"))) {
      Path last =
          files
              .filter(file -> file.getFileName().toString().startsWith("nps-"))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      List<String> lines = Files.readAllLines(last);
      int at = List.of(lines.get(0).split(",", -1)).indexOf("score");
      StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        if (!cells[at].isEmpty()) {
          cells[at] = String.valueOf(score.applyAsInt(Integer.parseInt(cells[at])));
        }
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

  private static void run(SmallNight night, LocalDate day) {
    TestSpark.interpreted(() -> night.run(day));
  }

  private SmallNight night(Path landing, String name) {
    return new SmallNight(landing, folder.resolve(name));
  }
}
