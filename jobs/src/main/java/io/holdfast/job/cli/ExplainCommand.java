package io.holdfast.job.cli;

import static java.util.stream.Collectors.joining;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.control.PublishedRecord;
import io.holdfast.job.control.Release;
import io.holdfast.table.Account;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Shows all that is known of one account: scores with reasons, health, warnings, the keys"
            + " it was stitched from with their evidence, and what was published.",
    footer = "  holdfast explain 'Weber GmbH'",
    exitCodeList = {ExitCode.SAYS_HELD})
final class ExplainCommand implements Callable<Integer> {
  private static final String NEEDED =
      "account account_score account_health early_warning account_segment account_link customer_360";

  @Mixin Common common;

  @Parameters(paramLabel = "ACCOUNT", description = "Holdfast id, CRM record id, or name.")
  String account;

  @Option(names = "--release", paramLabel = "RUN", description = "An earlier release, by its run.")
  String release;

  @Override
  public Integer call() {
    try (Reading reading = Reading.open(common)) {
      Release night = ReleasedTables.register(reading.spark, reading.control, release, NEEDED);
      AccountStory story = new AccountStory(reading.spark, night, id(reading));
      List<PublishedRecord> receipts = reading.control.publishing().ofAccount(story.id());
      if (common.format == Common.Format.json) {
        System.out.println(story.json(receipts));
      } else {
        story.print(receipts, System.out);
      }
      return ExitCode.DONE;
    }
  }

  /** The account that is meant; an id that forwards leads on. */
  private String id(Reading reading) {
    Dataset<Row> accounts = reading.spark.table(Account.TABLE.name());
    List<Row> found =
        accounts
            .where(
                functions
                    .col(Account.ACCOUNT_ID)
                    .equalTo(account)
                    .or(functions.col(Account.CRM_KEY).equalTo(account))
                    .or(
                        functions
                            .lower(functions.col(Account.NAME))
                            .equalTo(account.toLowerCase(Locale.ROOT))))
            .selectExpr("coalesce(forwards_to, account_id) as id")
            .distinct()
            .orderBy("id")
            .collectAsList();
    if (found.size() != 1) {
      throw new InvalidArgumentException(
          found.isEmpty()
              ? "There is no account '%s'.%s Give a Holdfast id, a CRM record id or the whole name."
                  .formatted(account, nearest(accounts))
              : "%d accounts are called '%s'; give one of their ids: %s"
                  .formatted(
                      found.size(),
                      account,
                      found.stream().map(row -> row.getString(0)).collect(joining(", "))));
    }
    return found.get(0).getString(0);
  }

  private String nearest(Dataset<Row> accounts) {
    return accounts
        .where(functions.col(Account.NAME).isNotNull())
        .orderBy(
            functions.levenshtein(
                functions.lower(functions.col(Account.NAME)),
                functions.lit(account.toLowerCase(Locale.ROOT))),
            functions.col(Account.NAME))
        .select(Account.NAME)
        .takeAsList(1)
        .stream()
        .map(row -> row.getString(0))
        .findFirst()
        .map(name -> " The nearest name is '%s'.".formatted(name))
        .orElse("");
  }
}
