package io.holdfast.job.cli;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.control.IdentityDecision.SourceKey;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Customer360;
import io.holdfast.table.IdentityProposal;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Who is who in a release: accounts with the keys that they were stitched from. */
final class Identities {
  private static final Column CURRENT =
      col(AccountLink.VALID_TO).isNull().and(col(AccountLink.KNOWN_TO).isNull());

  private final Dataset<Row> accounts;
  private final Dataset<Row> links;
  private final LocalDate asOf;

  Identities(Dataset<Row> accounts, Dataset<Row> links, LocalDate asOf) {
    this.accounts = accounts;
    this.links = links;
    this.asOf = asOf;
  }

  Dataset<Row> links() {
    return links;
  }

  Row account(String id) {
    return accounts.where(col(Account.ACCOUNT_ID).equalTo(id)).first();
  }

  /** Ids that lead to an account. */
  List<Row> forwarding(String id) {
    return accounts
        .where(col(Account.FORWARDS_TO).equalTo(id))
        .orderBy(Account.FIRST_SEEN, Account.ACCOUNT_ID)
        .collectAsList();
  }

  /** The account that an id or a {@code SOURCE:KEY} leads to now. */
  String accountOf(String given) {
    if (given.contains(":")) {
      return link(key(given)).getAs(AccountLink.ACCOUNT_ID);
    }
    List<Row> found =
        accounts
            .where(col(Account.ACCOUNT_ID).equalTo(given).or(col(Account.CRM_KEY).equalTo(given)))
            .select(coalesce(col(Account.FORWARDS_TO), col(Account.ACCOUNT_ID)))
            .collectAsList();
    if (found.size() != 1) {
      throw new InvalidArgumentException(
          "There is no account '%s'. Give a Holdfast id such as hf_0123456789abcdef, a CRM record id, or SOURCE:KEY such as stripe:cus_1"
              .formatted(given));
    }
    return found.get(0).getString(0);
  }

  private static SourceKey key(String given) {
    int colon = given.indexOf(':');
    return new SourceKey(given.substring(0, colon), given.substring(colon + 1));
  }

  private Row link(SourceKey key) {
    return links
        .where(
            CURRENT
                .and(col(AccountLink.SOURCE).equalTo(key.source()))
                .and(col(AccountLink.SOURCE_KEY).equalTo(key.key())))
        .takeAsList(1)
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidArgumentException(
                    "There is no account %s as of %s; give SOURCE:KEY as account_link has it"
                        .formatted(key, asOf)));
  }

  /** The keys of an account: the one that stands for it first, then in order of being known. */
  private List<SourceKey> keys(String account) {
    Column face = col(AccountLink.RULE).isin("crm_account", "own_account");
    return links
        .where(CURRENT.and(col(AccountLink.ACCOUNT_ID).equalTo(account)))
        .orderBy(
            face.desc(),
            col(AccountLink.KNOWN_FROM),
            col(AccountLink.SOURCE),
            col(AccountLink.SOURCE_KEY))
        .collectAsList()
        .stream()
        .map(row -> new SourceKey(row.getString(0), row.getString(1)))
        .toList();
  }

  /** What a decision to merge is about: the keys that stand for both accounts, or those given. */
  List<SourceKey> toMerge(String one, String other) {
    String left = accountOf(one);
    String right = accountOf(other);
    if (left.equals(right)) {
      throw new InvalidArgumentException(
          "%s and %s are one account already: %s".formatted(one, other, left));
    }
    return List.of(standing(one, left), standing(other, right));
  }

  private SourceKey standing(String given, String account) {
    return given.contains(":") ? key(given) : keys(account).get(0);
  }

  /** What a decision that two records are not one customer is about: those two. */
  List<SourceKey> toSplit(String one, String other) {
    List<SourceKey> two = List.of(splittable(one), splittable(other));
    two.forEach(this::link);
    if (two.get(0).equals(two.get(1))) {
      throw new InvalidArgumentException("%s is given twice; give two keys".formatted(one));
    }
    return two;
  }

  private static SourceKey splittable(String given) {
    if (!given.contains(":")) {
      throw new InvalidArgumentException(
          "'%s' is no SOURCE:KEY; split is about single keys, such as stripe:cus_1"
              .formatted(given));
    }
    return key(given);
  }

  /** What a decision to split is about: the key, and the one that stands for what it leaves. */
  List<SourceKey> toSplit(String given) {
    SourceKey key = splittable(given);
    String account = link(key).getAs(AccountLink.ACCOUNT_ID);
    SourceKey other =
        keys(account).stream()
            .filter(k -> !k.equals(key))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidArgumentException(
                        "%s is the only key of %s; there is nothing to split"
                            .formatted(given, account)));
    return List.of(key, other);
  }

  /** Proposals with names and the ARR of both accounts, reporting currency; the most first. */
  Dataset<Row> review(Dataset<Row> proposals, Dataset<Row> snapshots) {
    Dataset<Row> arr =
        snapshots
            .where(col(Customer360.AS_OF).equalTo(lit(asOf)))
            .select(col(Account.ACCOUNT_ID), col(Customer360.ARR));
    Dataset<Row> known =
        accounts
            .join(arr, new String[] {Account.ACCOUNT_ID}, "left")
            .select(col(Account.ACCOUNT_ID), col(Account.NAME), col(Customer360.ARR));
    Column zero = lit(0).cast(Table.MONEY);
    Column both =
        coalesce(col("one.arr"), zero)
            .plus(coalesce(col("other.arr"), zero))
            .cast(Table.MONEY)
            .as(Customer360.ARR);
    return proposals
        .as("p")
        .join(known.as("one"), col("p.account_id").equalTo(col("one.account_id")), "left")
        .join(known.as("other"), col("p.other_account_id").equalTo(col("other.account_id")), "left")
        .select(
            both,
            col("p." + IdentityProposal.CONFIDENCE),
            col("p." + IdentityProposal.RULE),
            col("p." + IdentityProposal.EVIDENCE),
            col("p." + IdentityProposal.SOURCE),
            col("p." + IdentityProposal.SOURCE_KEY),
            col("one.name"),
            col("p." + IdentityProposal.ACCOUNT_ID),
            col("p." + IdentityProposal.OTHER_SOURCE),
            col("p." + IdentityProposal.OTHER_KEY),
            col("other.name").as("other_name"),
            col("p." + IdentityProposal.OTHER_ACCOUNT_ID))
        .orderBy(
            functions.desc(Customer360.ARR),
            functions.desc(IdentityProposal.CONFIDENCE),
            col(IdentityProposal.SOURCE),
            col(IdentityProposal.SOURCE_KEY),
            col(IdentityProposal.OTHER_SOURCE),
            col(IdentityProposal.OTHER_KEY),
            col(IdentityProposal.RULE));
  }
}
