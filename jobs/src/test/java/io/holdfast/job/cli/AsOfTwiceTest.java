package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.config.InvalidArgumentException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsOfTwiceTest {
  private static final LocalDate TODAY = LocalDate.of(2025, 6, 2);
  private static final Optional<LocalDate> RELEASED = Optional.of(LocalDate.of(2025, 5, 31));

  @Test
  void todayAndTheDayOfTheReleaseNeedNoSecondWord() {
    assertThatCode(() -> check(null, "2025-06-02")).doesNotThrowAnyException();
    assertThatCode(() -> check(null, "2025-05-31")).doesNotThrowAnyException();
  }

  @Test
  void tomorrowAndDaysBeforeTheReleaseAreRefusedWithWhatToSay() {
    assertThatThrownBy(() -> check(null, "2025-06-03"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("2025-06-03 lies after today, 2025-06-02")
        .hasMessageContaining("--yes-as-of 2025-06-03");
    assertThatThrownBy(() -> check(null, "2025-05-30"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("2025-05-30 lies before the current release, which holds 2025-05-31")
        .hasMessageContaining("--yes-as-of 2025-05-30");
  }

  @Test
  void theSameDayAgainIsTakenAndAnotherIsNot() {
    assertThatCode(() -> check("2025-06-03", "2025-06-03")).doesNotThrowAnyException();
    assertThatCode(() -> check("2025-05-30", "2025-05-30")).doesNotThrowAnyException();
    assertThatThrownBy(() -> check("2025-06-04", "2025-06-03"))
        .hasMessage("--as-of is 2025-06-03 and --yes-as-of is 2025-06-04; name the same day");
  }

  @Test
  void aNightOfAFarDayEndsWithTwoBeforeAnythingRuns(@TempDir Path folder) {
    for (String command : List.of("nightly", "publish")) {
      Terminal.Ended said =
          new Terminal(List.of("--conf", Path.of("../conf").toString(), "--set", "lake=" + folder))
              .run(command, "--as-of", "2999-01-01");
      assertThat(said.code()).isEqualTo(2);
      assertThat(said.err()).contains("2999-01-01 lies after today");
    }
  }

  private static void check(String again, String asOf) {
    AsOfTwice twice = new AsOfTwice();
    twice.again = again == null ? null : LocalDate.parse(again);
    twice.check(LocalDate.parse(asOf), TODAY, RELEASED);
  }
}
