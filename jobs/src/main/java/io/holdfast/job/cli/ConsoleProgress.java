package io.holdfast.job.cli;

import io.holdfast.job.control.StepRow;
import io.holdfast.job.nightly.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A bar on a terminal, plain lines elsewhere; in a long step both say that it is alive. */
final class ConsoleProgress implements Progress, AutoCloseable {
  static final Duration ON_TERMINAL = Duration.ofSeconds(1);
  static final Duration IN_LOGS = Duration.ofMinutes(1);

  private static final int WIDTH = 24;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier records;
  private final Duration every;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private ScheduledFuture<?> alive;

  /**
   * @param records read since the program began
   * @param every how often a step that runs says so
   */
  ConsoleProgress(PrintStream out, boolean terminal, LongSupplier records, Duration every) {
    this.out = out;
    this.terminal = terminal;
    this.records = records;
    this.every = every;
  }

  @Override
  public synchronized void begins(String step, int number, int of) {
    if (terminal) {
      bar(step, number, of, "");
    }
    long before = records.getAsLong();
    long began = System.nanoTime();
    Runnable sign =
        () -> {
          long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
          says(step, number, of, records.getAsLong() - before, seconds);
        };
    alive =
        clock.scheduleAtFixedRate(sign, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void says(String step, int number, int of, long read, long seconds) {
    if (alive == null) {
      return;
    }
    String sign = String.format(Locale.ROOT, "%,d records read, %,d s", read, seconds);
    if (terminal) {
      bar(step, number, of, "  " + sign);
    } else {
      out.printf("%-18s so far: %s%n", step, sign);
    }
  }

  private void bar(String step, int number, int of, String sign) {
    int filled = WIDTH * (number - 1) / of;
    out.printf(
        "\r\033[K[%s%s] %d/%d %s%s",
        "█".repeat(filled), "░".repeat(WIDTH - filled), number, of, step, sign);
    out.flush();
  }

  @Override
  public synchronized void ended(StepRow step, boolean earlier) {
    if (alive != null) {
      alive.cancel(false);
      alive = null;
    }
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

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
