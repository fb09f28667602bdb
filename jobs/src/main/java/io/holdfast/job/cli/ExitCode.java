package io.holdfast.job.cli;

import io.holdfast.job.control.StepRow;
import java.util.List;
import java.util.Map;

/** What a command ends with; the README lists the codes. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int INVALID = 2;
  static final int HELD = 3;
  static final int PARTLY_PUBLISHED = 4;
  static final int LAKE_HELD = 5;

  /** What the codes mean that every command can end with. */
  static final Map<String, String> OF_ALL =
      Map.of(
          String.valueOf(DONE), "done",
          String.valueOf(FAILED), "something broke; the same command again goes on",
          String.valueOf(INVALID), "bad configuration or arguments; the message says what to do");

  static final String SAYS_HELD = HELD + ":data is held by a gate, or nothing is released yet";
  static final String SAYS_PARTLY = PARTLY_PUBLISHED + ":published in part";
  static final String SAYS_LAKE_HELD = LAKE_HELD + ":another run holds the lake";

  /** 4 when a publish step left rows rejected or pending, else 0. */
  static int of(List<StepRow> steps) {
    boolean partly = steps.stream().anyMatch(step -> step.rows().getOrDefault("not_sent", 0L) > 0);
    return partly ? PARTLY_PUBLISHED : DONE;
  }

  private ExitCode() {}
}
