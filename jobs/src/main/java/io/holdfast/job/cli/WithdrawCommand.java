package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.nightly.WithdrawalTarget;
import io.holdfast.job.nightly.Withdrawn;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "withdraw",
    mixinStandardHelpOptions = true,
    description =
        "Takes back a file that landed: its rows leave every table as if they had never come, and"
            + " the nights released since are built again. The file is not loaded again unless its"
            + " content changes. Killed at any point, the same command goes on.",
    footer = "  holdfast withdraw billing/invoices/2025-12-31.csv --because 'prices in cents'",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_LAKE_HELD})
final class WithdrawCommand implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(
      paramLabel = "FILE|BATCH",
      description =
          "A file by its path below the landing folder, or a load with all its files by its name.")
  String fileOrBatch;

  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept for good, so name no person.")
  String because;

  @Override
  public Integer call() {
    if (because.isBlank()) {
      throw new InvalidArgumentException("--because is empty; say why, such as 'prices in cents'");
    }
    WithdrawalTarget target = target(common.config());
    if (target.isDone()) {
      target.files().forEach(file -> System.out.println(words(file)));
      return ExitCode.DONE;
    }
    common.asOf = target.day();
    try (Workplace place = Workplace.open(common)) {
      Withdrawn done = place.night().withdraw(fileOrBatch, because);
      tell(done, System.out);
      return done.held().isEmpty() ? ExitCode.DONE : ExitCode.HELD;
    }
  }

  private WithdrawalTarget target(Config config) {
    try (Control control = Control.open(config.control(), Clock.systemUTC())) {
      return WithdrawalTarget.of(control, fileOrBatch, because, common.asOf);
    }
  }

  private static String words(WithdrawnFile file) {
    return String.format(
        Locale.ROOT,
        "%s of %s.%s was taken back on %s, %,d records, because: %s",
        file.path(),
        file.source(),
        file.export(),
        file.on(),
        file.records(),
        file.because());
  }

  private static void tell(Withdrawn done, PrintStream out) {
    done.files().forEach(file -> out.println(words(file)));
    out.println(done.note());
    if (!done.nights().isEmpty()) {
      out.printf(
          "nights built again: %d, from %s to %s%n",
          done.nights().size(), done.nights().get(0), done.nights().get(done.nights().size() - 1));
    }
    done.held()
        .forEach(
            (day, why) -> out.printf("the night of %s does not pass without it: %s%n", day, why));
    if (done.release() > 0) {
      out.printf(
          "release %d of %s; 'holdfast publish --as-of %s' sends it now, else the next night does%n",
          done.release(), done.day(), done.day());
    } else if (!done.isWhole()) {
      out.println(
          "the last release still holds what was built from it; deliver the right file, run the"
              + " night, then the same command again");
    } else {
      out.println("nothing was released that was built from it");
    }
    out.println(
        "deliver the right file under a new name, or in its place; the next night loads it");
  }
}
