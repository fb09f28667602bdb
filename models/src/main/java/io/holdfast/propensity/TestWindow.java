package io.holdfast.propensity;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive snapshot days to be tested with a model of the days before them.
 *
 * @param trainUntil last epoch day that may be trained on: its outcome was known on the first day
 *     tested
 * @param days epoch days tested, ascending
 */
record TestWindow(int trainUntil, List<Integer> days) {
  private static final int MOST = 4;
  private static final int LEAST_TRAINING_DAYS = 3;

  /**
   * Up to four windows that follow each other and end with the last labelled day; none when the
   * history is too short.
   *
   * @param labelled epoch days with labels, ascending
   * @param gap least days between the last day trained on and the first one tested
   */
  static List<TestWindow> of(List<Integer> labelled, int gap) {
    List<Integer> testable =
        labelled.stream()
            .filter(
                day ->
                    labelled.stream().filter(before -> before <= day - gap).count()
                        >= LEAST_TRAINING_DAYS)
            .toList();
    int count = Math.min(MOST, testable.size());
    List<TestWindow> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Integer> days =
          testable.subList(testable.size() * i / count, testable.size() * (i + 1) / count);
      windows.add(new TestWindow(days.get(0) - gap, List.copyOf(days)));
    }
    return windows;
  }

  boolean tests(int day) {
    return days.contains(day);
  }
}
