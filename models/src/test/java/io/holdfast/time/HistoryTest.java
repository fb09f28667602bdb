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
    assertThat(new History(Every.WEEK, 2).before(LocalDate.of(2024, 3, 11)))
        .containsExactly(
            LocalDate.of(2024, 1, 31),
            LocalDate.of(2024, 2, 4),
            LocalDate.of(2024, 2, 11),
            LocalDate.of(2024, 2, 18),
            LocalDate.of(2024, 2, 25),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2024, 3, 3),
            LocalDate.of(2024, 3, 10));
  }

  @Test
  void daysAreAllBeforeTheDay() {
    assertThat(new History(Every.DAY, 1).before(LocalDate.of(2024, 3, 2)))
        .containsExactly(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 1));
  }

  @Test
  void noMonthsAreRefused() {
    assertThatThrownBy(() -> new History(Every.WEEK, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("history.months 0 is not 1 or more");
  }
}
