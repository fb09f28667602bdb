package io.holdfast.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SnapshotDaysTest {

  @Test
  void aMonthEndLooksBackOnTheThirtySixBeforeIt() {
    assertThat(SnapshotDays.before(LocalDate.of(2024, 3, 31)))
        .hasSize(36)
        .startsWith(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 1, 31))
        .endsWith(LocalDate.of(2021, 3, 31));
  }

  @Test
  void anyOtherDayBeginsWithTheLastMonthEnd() {
    assertThat(SnapshotDays.before(LocalDate.of(2024, 3, 30)))
        .hasSize(36)
        .startsWith(LocalDate.of(2024, 2, 29))
        .endsWith(LocalDate.of(2021, 3, 31));
  }
}
