package io.holdfast.job.cli;

import io.holdfast.job.control.StepRow;
import io.holdfast.job.nightly.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** A bar on a terminal, plain lines elsewhere. */
final class ConsoleProgress implements Progress {
  private static final int WIDTH = 24;

  private final PrintStream out;
  private final boolean terminal;

  ConsoleProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void begins(String step, int number, int of) {
    if (terminal) {
      int filled = WIDTH * (number - 1) / of;
      out.printf(
          "\r\033[K[%s%s] %d/%d %s",
          "█".repeat(filled), "░".repeat(WIDTH - filled), number, of, step);
      out.flush();
    }
  }

  @Override
  public void ended(StepRow step, boolean earlier) {
    long rows = step.rows().values().stream().mapToLong(Long::longValue).sum();
    out.printf(
        Locale.ROOT,
        "%s%-18s %7.1f s  %,10d rows  %s%n",
        terminal ? "\r\033[K" : "",
        step.step(),
        step.millis() / 1000.0,
        rows,
        earlier ? "done by an earlier try" : firstLine(step));
  }

  /** What failed is told once, when the command ends. */
  private static String firstLine(StepRow step) {
    return step.status().equals("done")
        ? step.note().lines().findFirst().orElse("")
        : step.status().toUpperCase(Locale.ROOT);
  }
}
