package io.holdfast.job.cli;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.IdentityDecision;
import io.holdfast.job.control.IdentityDecision.SourceKey;
import io.holdfast.job.control.Release;
import io.holdfast.table.IdentityProposal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "identity",
    footer = "  holdfast identity review --out near-misses.csv",
    mixinStandardHelpOptions = true,
    description = "Which records of which systems are one customer: why, and what people decide.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      IdentityCommand.Explain.class,
      IdentityCommand.Merge.class,
      IdentityCommand.Split.class,
      IdentityCommand.Review.class
    })
final class IdentityCommand {
  private static final String TABLES = "account account_link identity_proposal customer_360";

  /** What is released about who is who. */
  private static Identities identities(Reading reading) {
    Release night = ReleasedTables.register(reading.spark, reading.control, null, TABLES);
    return new Identities(
        reading.spark.table("account"), reading.spark.table("account_link"), night.asOf());
  }

  @Command(
      name = "explain",
      footer = "  holdfast identity explain salesforce:001A",
      exitCodeList = {ExitCode.SAYS_HELD},
      mixinStandardHelpOptions = true,
      description = "Tells how an account was stitched together, and how that changed.")
  static final class Explain implements Callable<Integer> {
    @Mixin Common common;

    @Parameters(paramLabel = "ID|SOURCE:KEY", description = "A Holdfast id, or a system's key.")
    String account;

    @Override
    public Integer call() {
      try (Reading reading = Reading.open(common)) {
        Identities identities = identities(reading);
        Release night = reading.control.runs().current().orElseThrow();
        new IdentityStory(
                identities.accountOf(account),
                identities,
                reading.control.identity().knownBy(night.asOf()),
                reading.spark.table(IdentityProposal.TABLE.name()))
            .print(common.format, System.out);
        return ExitCode.DONE;
      }
    }
  }

  /** What the commands share that decide something. */
  abstract static class Deciding implements Callable<Integer> {
    @Mixin Common common;

    @Option(
        names = "--because",
        paramLabel = "TEXT",
        required = true,
        description = "Why; it is shown wherever the link is.")
    String because;

    @Option(
        names = "--by",
        paramLabel = "NAME",
        defaultValue = "${sys:user.name}",
        description = "Who decides (default: ${DEFAULT-VALUE}).")
    String by;

    abstract List<SourceKey> about(Identities identities);

    abstract boolean same();

    @Override
    public Integer call() {
      common.requireAsOf();
      if (because.isBlank()) {
        throw new InvalidArgumentException("--because is empty; say why, for whoever asks later");
      }
      try (Reading reading = Reading.open(common)) {
        List<SourceKey> two = about(identities(reading));
        IdentityDecision decided = decide(reading.control, two.get(0), two.get(1));
        System.out.printf(
            "Decision %d: %s and %s %s. Nights from %s on know of it: 'holdfast nightly --as-of %s'.%n",
            decided.number(),
            decided.one(),
            decided.other(),
            same() ? "are one customer" : "are not one customer",
            decided.knownOn(),
            decided.knownOn());
        return ExitCode.DONE;
      }
    }

    private IdentityDecision decide(Control control, SourceKey one, SourceKey other) {
      return control.identity().decide(same(), one, other, common.asOf, by, because.strip());
    }
  }

  @Command(
      name = "merge",
      footer = "  holdfast identity merge A17 A42 --because 'one company' --as-of 2025-12-31",
      exitCodeList = {ExitCode.SAYS_HELD},
      mixinStandardHelpOptions = true,
      description = "Decides that two accounts are one customer, from the day of --as-of on.")
  static final class Merge extends Deciding {
    @Parameters(arity = "2", paramLabel = "ID|SOURCE:KEY", description = "The two accounts.")
    List<String> accounts;

    @Override
    List<SourceKey> about(Identities identities) {
      return identities.toMerge(accounts.get(0), accounts.get(1));
    }

    @Override
    boolean same() {
      return true;
    }
  }

  @Command(
      name = "split",
      footer =
          "  holdfast identity split zendesk:881 --because 'another company' --as-of 2025-12-31",
      exitCodeList = {ExitCode.SAYS_HELD},
      mixinStandardHelpOptions = true,
      description =
          "Decides that a key is not of its account, or that two keys are not one customer, from the"
              + " day of --as-of on.")
  static final class Split extends Deciding {
    @Parameters(
        arity = "1..2",
        paramLabel = "SOURCE:KEY",
        description = "The key that does not belong to its account, or two of a near miss.")
    List<String> keys;

    @Override
    List<SourceKey> about(Identities identities) {
      return keys.size() == 1
          ? identities.toSplit(keys.get(0))
          : identities.toSplit(keys.get(0), keys.get(1));
    }

    @Override
    boolean same() {
      return false;
    }
  }

  @Command(
      name = "review",
      footer = "  holdfast identity review --out near-misses.csv",
      exitCodeList = {ExitCode.SAYS_HELD},
      mixinStandardHelpOptions = true,
      description =
          "Lists near misses: source accounts that may be one customer, what speaks for it, and the"
              + " ARR of both; the most first.")
  static final class Review implements Callable<Integer> {
    @Mixin Common common;

    @Option(names = "--out", paramLabel = "FILE", description = "Writes it there as CSV.")
    Path out;

    @Override
    public Integer call() throws IOException {
      try (Reading reading = Reading.open(common)) {
        Identities identities = identities(reading);
        Dataset<Row> review =
            identities.review(
                reading.spark.table("identity_proposal"), reading.spark.table("customer_360"));
        if (out == null) {
          Printing.print(review, common.format, System.out);
          return ExitCode.DONE;
        }
        if (out.toAbsolutePath().getParent() != null) {
          Files.createDirectories(out.toAbsolutePath().getParent());
        }
        try (PrintStream file =
            new PrintStream(Files.newOutputStream(out), false, StandardCharsets.UTF_8)) {
          Printing.print(review, Common.Format.csv, file);
        }
        System.out.println("Near misses for people to decide: " + out);
        return ExitCode.DONE;
      }
    }
  }
}
