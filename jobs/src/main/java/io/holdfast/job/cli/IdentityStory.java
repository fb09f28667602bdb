package io.holdfast.job.cli;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.control.IdentityDecision;
import io.holdfast.job.control.IdentityDecision.SourceKey;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.IdentityProposal;
import java.io.PrintStream;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** How an account came to be what it is. */
final class IdentityStory {
  private final Row account;
  private final List<Row> forwarding;
  private final List<Row> links;
  private final List<IdentityDecision> decisions;
  private final List<Row> proposals;

  /**
   * Reads all that is told of an account.
   *
   * @param decisions of people, about any account
   * @param proposals of the release
   */
  IdentityStory(
      String id, Identities identities, List<IdentityDecision> decisions, Dataset<Row> proposals) {
    this.account = identities.account(id);
    this.forwarding = identities.forwarding(id);
    Dataset<Row> keys =
        identities
            .links()
            .where(col(AccountLink.ACCOUNT_ID).equalTo(id))
            .select(AccountLink.SOURCE, AccountLink.SOURCE_KEY)
            .distinct();
    this.links =
        identities
            .links()
            .join(keys, new String[] {AccountLink.SOURCE, AccountLink.SOURCE_KEY})
            .collectAsList();
    Set<SourceKey> all = links.stream().map(IdentityStory::key).collect(Collectors.toSet());
    this.decisions =
        decisions.stream().filter(d -> all.contains(d.one()) || all.contains(d.other())).toList();
    this.proposals =
        proposals
            .where(
                col(IdentityProposal.ACCOUNT_ID)
                    .equalTo(id)
                    .or(col(IdentityProposal.OTHER_ACCOUNT_ID).equalTo(id)))
            .orderBy(IdentityProposal.SOURCE, IdentityProposal.SOURCE_KEY, IdentityProposal.RULE)
            .collectAsList();
  }

  private static SourceKey key(Row link) {
    return new SourceKey(link.getAs(AccountLink.SOURCE), link.getAs(AccountLink.SOURCE_KEY));
  }

  void print(Common.Format format, PrintStream out) {
    if (format != Common.Format.table) {
      Printing.print(List.of("known", "key", "what"), happened(), format, out);
      return;
    }
    String crm = account.getAs(Account.CRM_KEY);
    out.printf(
        "%s  %s  %s%n",
        account.<String>getAs(Account.NAME),
        id(),
        crm == null ? "not in the CRM" : account.getAs(Account.CRM_SOURCE) + " " + crm);
    title("Its keys now", out);
    Printing.print(
        List.of("source", "key", "rule", "evidence", "confidence", "known since"),
        now(),
        format,
        out);
    title("What happened", out);
    List<List<String>> happened = happened();
    int widest = happened.stream().mapToInt(told -> told.get(1).length()).max().orElse(1);
    happened.forEach(
        told ->
            out.println(
                "%s  %s%s  %s"
                    .formatted(
                        told.get(0),
                        told.get(1),
                        " ".repeat(widest - told.get(1).length()),
                        told.get(2))));
    if (!forwarding.isEmpty()) {
      title("Ids that lead here", out);
      forwarding.forEach(
          row ->
              out.printf(
                  "%s  known since %s%n",
                  row.<String>getAs(Account.ACCOUNT_ID), day(row, Account.FIRST_SEEN)));
    }
    if (!decisions.isEmpty()) {
      title("Decisions", out);
      decisions.forEach(d -> out.println(sentence(d)));
    }
    if (!proposals.isEmpty()) {
      title("Near misses", out);
      proposals.forEach(p -> out.println(nearMiss(p)));
    }
  }

  private String id() {
    return account.getAs(Account.ACCOUNT_ID);
  }

  private List<List<String>> now() {
    return links.stream()
        .filter(row -> row.isNullAt(row.fieldIndex(AccountLink.VALID_TO)))
        .filter(row -> row.isNullAt(row.fieldIndex(AccountLink.KNOWN_TO)))
        .filter(row -> row.getAs(AccountLink.ACCOUNT_ID).equals(id()))
        .sorted(Comparator.comparing(row -> key(row).toString()))
        .map(
            row ->
                List.of(
                    key(row).source(),
                    key(row).key(),
                    row.<String>getAs(AccountLink.RULE),
                    row.<String>getAs(AccountLink.EVIDENCE),
                    String.valueOf(row.<Double>getAs(AccountLink.CONFIDENCE)),
                    day(row, AccountLink.KNOWN_FROM)))
        .toList();
  }

  /** What was believed of each key, one after the other; all keys in the order of being known. */
  private List<List<String>> happened() {
    Comparator<Row> byKnown = Comparator.comparing(row -> row.getAs(AccountLink.KNOWN_FROM));
    Map<SourceKey, Row> before = new LinkedHashMap<>();
    List<List<String>> told = new ArrayList<>();
    links.stream()
        .filter(row -> row.isNullAt(row.fieldIndex(AccountLink.VALID_TO)))
        .sorted(byKnown.thenComparing(row -> key(row).toString()))
        .forEach(
            row -> {
              Row last = before.put(key(row), row);
              told.add(
                  List.of(day(row, AccountLink.KNOWN_FROM), key(row).toString(), what(row, last)));
            });
    return told;
  }

  private String what(Row link, Row before) {
    String account = link.getAs(AccountLink.ACCOUNT_ID);
    String why =
        "%s (%s)".formatted(link.getAs(AccountLink.EVIDENCE), link.getAs(AccountLink.RULE));
    if (before == null) {
      return "belongs to %s: %s".formatted(account, why);
    }
    if (before.getAs(AccountLink.ACCOUNT_ID).equals(account)) {
      return "stays with %s: %s".formatted(account, why);
    }
    String since = day(link, AccountLink.VALID_FROM);
    return "moves from %s to %s, with all its history, as from %s: %s"
        .formatted(before.getAs(AccountLink.ACCOUNT_ID), account, since, why);
  }

  private static String sentence(IdentityDecision decision) {
    return "%d  from %s  %s %s %s  by %s: %s"
        .formatted(
            decision.number(),
            decision.knownOn(),
            decision.one(),
            decision.same() ? "is" : "is not",
            decision.other(),
            decision.by(),
            decision.because());
  }

  private static String nearMiss(Row proposal) {
    String other = proposal.getAs(IdentityProposal.OTHER_KEY);
    return "%s:%s%s  %s %s: %s"
        .formatted(
            proposal.getAs(IdentityProposal.SOURCE),
            proposal.getAs(IdentityProposal.SOURCE_KEY),
            other == null
                ? ""
                : " and %s:%s".formatted(proposal.getAs(IdentityProposal.OTHER_SOURCE), other),
            proposal.getAs(IdentityProposal.RULE),
            proposal.getAs(IdentityProposal.CONFIDENCE),
            proposal.getAs(IdentityProposal.EVIDENCE));
  }

  private static String day(Row row, String column) {
    Timestamp time = row.getAs(column);
    return time == null ? "–" : time.toInstant().toString().substring(0, 10);
  }

  private static void title(String text, PrintStream out) {
    out.println();
    out.println(text);
    out.println("─".repeat(text.length()));
  }
}
