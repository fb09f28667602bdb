package io.holdfast.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TestWindowTest {
  private static final List<Integer> MONTHS =
      IntStream.range(0, 15).mapToObj(month -> 30 * month).toList();

  @Test
  void everyOutcomeTrainedOnWasKnownBeforeTheWindowBegan() {
    List<TestWindow> windows = TestWindow.of(MONTHS, 90);

    assertThat(windows).hasSize(4);
    assertThat(windows).allMatch(window -> window.trainUntil() + 90 == window.days().get(0));
    assertThat(windows.get(0).days().get(0)).isEqualTo(150);
    assertThat(windows.stream().flatMap(window -> window.days().stream()))
        .containsExactlyElementsOf(MONTHS.subList(5, 15));
  }

  @Test
  void aShortHistoryHasNone() {
    assertThat(TestWindow.of(MONTHS.subList(0, 5), 90)).isEmpty();
    assertThat(TestWindow.of(MONTHS.subList(0, 6), 90)).hasSize(1);
  }
}
