package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.control.Control;
import io.holdfast.job.nightly.WithdrawalOrder;
import io.holdfast.job.nightly.WithdrawalTarget;
import io.holdfast.job.nightly.Withdrawn;
import java.time.Clock;
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
            + " content changes, or with --again. Killed at any point, the same command goes on.",
    footer = "  holdfast withdraw zendesk.tickets --again --because 'hours were minutes'",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_LAKE_HELD})
final class WithdrawCommand implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(
      paramLabel = "FILE|BATCH|EXPORT",
      description =
          "A file by its path below the landing folder, a load with all its files by its name, or"
              + " all loaded files of an export such as zendesk.tickets.")
  String name;

  @Option(
      names = "--because",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept for good, so name no person.")
  String because;

  @Option(
      names = "--again",
      description =
          "The next night loads the same content again, by the mapping as it is then. The files"
              + " must still be in the landing folder.")
  boolean again;

  @Override
  public Integer call() {
    if (because.isBlank()) {
      throw new InvalidArgumentException("--because is empty; say why, such as 'prices in cents'");
    }
    WithdrawalOrder order = new WithdrawalOrder(name, because, again);
    Config config = common.config();
    WithdrawalTarget target = target(config, order);
    if (target.todo() == WithdrawalTarget.Todo.NOTHING) {
      WithdrawalStory.nothingLeft(target.files(), order, System.out);
      return ExitCode.DONE;
    }
    if (again) {
      StillInLanding.check(config, common.mappings(config), target.files());
    }
    common.asOf = target.day();
    try (Workplace place = Workplace.open(common)) {
      Withdrawn done = place.night().withdraw(order);
      WithdrawalStory.tell(done, System.out);
      return done.held().isEmpty() ? ExitCode.DONE : ExitCode.HELD;
    }
  }

  private WithdrawalTarget target(Config config, WithdrawalOrder order) {
    try (Control control = Control.open(config.control(), Clock.systemUTC())) {
      return WithdrawalTarget.of(control, order, common.asOf);
    }
  }
}
