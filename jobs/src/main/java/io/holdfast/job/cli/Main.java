package io.holdfast.job.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

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
      InitCommand.class,
      PullCommand.class,
      NightlyCommand.class,
      StepCommand.class,
      TrainCommand.class,
      BackfillCommand.class,
      WithdrawCommand.class,
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
    return line().execute(asked(arguments));
  }

  /** Many programs take {@code help COMMAND} for {@code COMMAND --help}. */
  private static String[] asked(String... arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    String[] asked = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    asked[arguments.length - 1] = "--help";
    return asked;
  }

  /** The program with all its commands, ready to run. */
  static CommandLine line() {
    CommandLine line = new CommandLine(new Main());
    line.getSubcommands().values().forEach(Main::completeHelp);
    return line.setExecutionExceptionHandler((e, failed, parsed) -> Failure.report(e, failed))
        .setParameterExceptionHandler(Failure::report)
        .setExecutionStrategy(Main::run)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  /** A name under which there are commands, given alone, shows what they are. */
  private static int run(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    boolean alone = !last.commandSpec().subcommands().isEmpty();
    if (alone && !last.isVersionHelpRequested()) {
      last.commandSpec().commandLine().usage(System.out);
      return ExitCode.DONE;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Heads its example, and adds the exit codes that every command can end with. */
  private static void completeHelp(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    Map<String, String> codes = new TreeMap<>(ExitCode.OF_ALL);
    codes.putAll(usage.exitCodeList());
    usage.footerHeading("%nExample:%n").exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
    command.getSubcommands().values().forEach(Main::completeHelp);
  }

  private Main() {}
}
