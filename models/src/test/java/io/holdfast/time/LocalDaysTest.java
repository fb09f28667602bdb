package io.holdfast.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDaysTest {
  private final LocalDays days = new LocalDays(ZoneId.of("America/New_York"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0001-01-01",
        "1582-10-10",
        "1753-01-01",
        "1883-11-18",
        "1969-12-31",
        "2262-04-11",
        "2262-04-12",
        "9999-12-31"
      })
  void dayEndsRightBeforeItsCut(String day) {
    int number = (int) LocalDate.parse(day).toEpochDay();
    assertThat(days.of(days.cut(number) - 1)).isEqualTo(number);
    assertThat(days.of(days.cut(number))).isEqualTo(number + 1);
  }

  @Test
  void cutIsTheExactMicrosecond() {
    long cut = days.cut((int) LocalDate.parse("9999-12-30").toEpochDay());
    assertThat(Instant.ofEpochSecond(Math.floorDiv(cut, 1_000_000L)))
        .isEqualTo("9999-12-31T05:00:00Z");
  }
}
