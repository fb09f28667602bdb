package io.holdfast.job.cli;

import picocli.CommandLine.Command;

@Command(
    name = "source",
    mixinStandardHelpOptions = true,
    description = "Helps to add a source: drafts a mapping, tries one.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {SourceSuggestCommand.class, SourceTryCommand.class},
    footer = "  holdfast source suggest landing/deskly")
final class SourceCommand {
  /** How many records of an export are looked at. */
  static final int RECORDS = 1_000;
}
