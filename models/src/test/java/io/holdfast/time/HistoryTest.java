package io.holdfast.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class HistoryTest {

  @Test
  void aMonthEndLooksBackOnTheThirtySixBeforeIt() {
    assertThat(History.monthly().before(LocalDate.of(2024, 3, 31)))
        .hasSize(36)
        .startsWith(LocalDate.of(2021, 3, 31), LocalDate.of(2021, 4, 30))
        .endsWith(LocalDate.of(2024, 1, 31), LocalDate.of(2024, 2, 29));
  }

  @Test
  void anyOtherDayEndsWithTheLastMonthEnd() {
    assertThat(History.monthly().before(LocalDate.of(2024, 3, 30)))
        .hasSize(36)
        .startsWith(LocalDate.of(2021, 3, 31))
        .endsWith(LocalDate.of(2024, 2, 29));
  }

  @Test
  void weeksAreSundaysBesideTheMonthEnds() {
    assertThat(new History(Every.WEEK, 4).before(LocalDate.of(2024, 3, 11)))
        .startsWith(
            LocalDate.of(2023, 11, 30), LocalDate.of(2023, 12, 3), LocalDate.of(2023, 12, 10))
        .endsWith(
            LocalDate.of(2024, 2, 25),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2024, 3, 3),
            LocalDate.of(2024, 3, 10))
        .hasSize(15 + 4 - 1)
        .isSorted();
  }

  @Test
  void daysAreAllBeforeTheDay() {
    assertThat(new History(Every.DAY, 4).before(LocalDate.of(2024, 3, 2)))
        .startsWith(LocalDate.of(2023, 11, 30))
        .endsWith(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 1))
        .hasSize(1 + 31 + 31 + 29 + 1);
  }

  @Test
  void aHistoryTooShortForReasonsIsRefused() {
    assertThatThrownBy(() -> new History(Every.WEEK, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("history.months 3 is less than 4");
  }
}
