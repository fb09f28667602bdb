package io.holdfast.job.cli;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.InvalidConfigException;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.control.LakeHeldException;
import io.holdfast.job.nightly.Cause;
import io.holdfast.job.step.HeldException;
import io.holdfast.money.MissingRateException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a failure says on standard error, and the exit code it ends with. */
final class Failure {

  /** A command failed. */
  static int report(Exception thrown, CommandLine line) {
    PrintWriter err = line.getErr();
    Throwable failure = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    int code = code(Cause.of(failure));
    err.println("holdfast: " + Cause.words(failure));
    if (System.getenv("HOLDFAST_TRACE") != null) {
      failure.printStackTrace(err);
    } else if (code == ExitCode.FAILED) {
      err.println("Say HOLDFAST_TRACE=1 to see where it happened.");
    }
    return code;
  }

  private static int code(Throwable cause) {
    if (cause instanceof InvalidConfigException
        || cause instanceof InvalidArgumentException
        || cause instanceof MissingRateException) {
      return ExitCode.INVALID;
    }
    if (cause instanceof HeldException) {
      return ExitCode.HELD;
    }
    return cause instanceof LakeHeldException ? ExitCode.LAKE_HELD : ExitCode.FAILED;
  }

  /** The command line itself is wrong: one line, and where to read more. */
  static int report(ParameterException problem, String[] arguments) {
    CommandLine line = problem.getCommandLine();
    PrintWriter err = line.getErr();
    err.println("holdfast: " + words(problem, line));
    err.printf("'%s --help' tells more.%n", line.getCommandSpec().qualifiedName());
    return ExitCode.INVALID;
  }

  private static String words(ParameterException problem, CommandLine line) {
    if (!(problem instanceof UnmatchedArgumentException unmatched)) {
      return problem.getMessage();
    }
    String given = unmatched.getUnmatched().get(0);
    if (given.startsWith("-")) {
      return "There is no option '%s'.%s"
          .formatted(given, Nearest.hint(given, line.getCommandSpec().optionsMap().keySet()));
    }
    List<String> commands = new ArrayList<>();
    line.getSubcommands()
        .forEach(
            (name, command) -> {
              if (!command.getCommandSpec().usageMessage().hidden()) {
                commands.add(name);
              }
            });
    return commands.isEmpty()
        ? "'%s' is one argument too many; put quotes around a text with blanks.".formatted(given)
        : "There is no command '%s'.%s".formatted(given, Nearest.hint(given, commands));
  }

  private Failure() {}
}
