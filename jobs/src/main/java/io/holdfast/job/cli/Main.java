package io.holdfast.job.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code holdfast}: one program, one command each for what people do with it. */
@Command(
    name = "holdfast",
    mixinStandardHelpOptions = true,
    version = "holdfast 0.1.0",
    header = "Joins customer data nightly, measures retention, scores churn and growth.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExit codes:%n",
    footer = {
      "  0 done   2 bad configuration or arguments   3 data held by a gate",
      "  4 published in part   5 another run holds the lake   1 anything else",
      "",
      "Start with 'holdfast demo'; 'holdfast COMMAND --help' tells more."
    },
    subcommands = {
      DemoCommand.class,
      PullCommand.class,
      NightlyCommand.class,
      StepCommand.class,
      TrainCommand.class,
      BackfillCommand.class,
      CheckCommand.class,
      SourceCommand.class,
      StatusCommand.class,
      QueryCommand.class,
      ExplainCommand.class,
      IdentityCommand.class,
      ReportCommand.class,
      PublishCommand.class,
      WarmUpCommand.class
    })
public final class Main {

  /** Exits with the code of the command. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler((e, line, parsed) -> Failure.report(e, line))
        .setParameterExceptionHandler(Failure::report)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  private Main() {}
}
