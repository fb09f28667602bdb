package io.holdfast.job.cli;

import io.holdfast.job.control.StepRow;
import java.util.List;

/** What a command ends with; the README lists the codes. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int INVALID = 2;
  static final int HELD = 3;
  static final int PARTLY_PUBLISHED = 4;
  static final int LAKE_HELD = 5;

  /** 4 when a publish step left rows rejected or pending, else 0. */
  static int of(List<StepRow> steps) {
    boolean partly = steps.stream().anyMatch(step -> step.rows().getOrDefault("not_sent", 0L) > 0);
    return partly ? PARTLY_PUBLISHED : DONE;
  }

  private ExitCode() {}
}
