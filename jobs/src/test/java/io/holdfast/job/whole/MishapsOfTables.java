package io.holdfast.job.whole;

import static io.holdfast.job.whole.Mishap.caught;
import static io.holdfast.job.whole.Mishap.held;
import static io.holdfast.job.whole.Mishap.mishap;

import io.holdfast.job.whole.Mishap.Verdict;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes wrong with exports that are delivered whole: accounts, contracts, invoices. */
final class MishapsOfTables {
  private static final String SUBS = "subscriptions";
  private static final String ACCOUNTS = "accounts";
  private static final String INVOICES = "invoices";
  private static final String TODAY = "2026-04-01";
  private static final String LOGIN_PAGE =
      "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form>Your session has"
          + " expired.</form></body></html>\n";

  static List<Mishap> all() {
    List<Mishap> all = new ArrayList<>(contracts());
    all.addAll(contractsInPart());
    all.addAll(accounts());
    all.addAll(invoices());
    return all;
  }

  private static List<Mishap> contracts() {
    return List.of(
        held(
            "prices in cents",
            "every MRR is 100 times too high",
            (f, c) -> f.column(SUBS, "mrr", v -> times(v, "100"))),
        held(
            "prices in thousands",
            "every MRR is too low by 1,000",
            (f, c) -> f.column(SUBS, "mrr", v -> times(v, "0.001"))),
        held(
            "all contracts in EUR",
            "nobody moves all customers to another currency in a night",
            (f, c) -> f.column(SUBS, "currency", v -> "eur")),
        held(
            "prices with the other sign",
            "a contract does not cost less than nothing",
            (f, c) -> f.column(SUBS, "mrr", v -> "-" + v)),
        held(
            "prices with decimal commas",
            "no price can be read, or each is 100 times too high",
            (f, c) -> f.column(SUBS, "mrr", v -> "\"" + v.replace('.', ',') + "\"")),
        held(
            "all contracts canceled",
            "a company does not end in a night",
            (f, c) -> f.column(SUBS, "status", v -> "canceled")),
        held(
            "statuses in German",
            "words that nobody counts",
            (f, c) ->
                f.column(
                    SUBS,
                    "status",
                    v ->
                        v.equals("active") ? "aktiv" : v.equals("canceled") ? "beendet" : "offen")),
        caught(
            "half a file of contracts",
            "the rest is not known of the day",
            (f, c) -> f.change(SUBS, t -> t.substring(0, t.length() / 2))),
        held(
            "header of contracts cut short",
            "the last columns have no names",
            (f, c) -> f.change(SUBS, t -> t.replaceFirst(",ended_at,updated_at\n", "\n"))),
        held(
            "columns swapped below their header",
            "licences are prices and prices licences",
            (f, c) ->
                f.each(
                    SUBS,
                    (i, line) -> {
                      String[] cells = line.split(",", -1);
                      String mrr = cells[4];
                      cells[4] = cells[6];
                      cells[6] = mrr.replace(".00", "");
                      return String.join(",", cells);
                    })),
        caught("empty file of contracts", "nothing is known of the day", (f, c) -> f.set(SUBS, "")),
        caught(
            "header of contracts alone",
            "nothing is known of the day",
            (f, c) -> f.lines(SUBS, body -> List.of())),
        mishap(
            "every contract twice in the file",
            Set.of(Verdict.FRESH, Verdict.DEGRADED),
            "the same record twice says the same",
            (f, c) ->
                f.lines(
                    SUBS,
                    body -> {
                      List<String> twice = new ArrayList<>(body);
                      twice.addAll(body);
                      return twice;
                    })),
        held(
            "login page for a file of contracts",
            "it is not the export",
            (f, c) -> f.set(SUBS, LOGIN_PAGE)),
        caught(
            "contract times at the epoch",
            "no version of the day is the last one",
            (f, c) -> f.column(SUBS, "updated_at", v -> "1970-01-01 00:00:00")),
        held(
            "licences all 0",
            "nobody sells nothing to everybody",
            (f, c) -> f.column(SUBS, "seats", v -> "0")),
        held(
            "prices all NULL in letters",
            "no contract has a price",
            (f, c) -> f.column(SUBS, "mrr", v -> "NULL")),
        held(
            "contract ids in capitals",
            "each contract is there twice",
            (f, c) -> f.column(SUBS, "id", v -> v.toUpperCase(Locale.ROOT))));
  }

  private static List<Mishap> contractsInPart() {
    return List.of(
        caught(
            "a third of the prices by the year",
            "one MRR in three is 12 times too high",
            (f, c) -> f.column(SUBS, "mrr", (i, v) -> i % 3 == 0 ? times(v, "12") : v)),
        caught(
            "a third of the prices empty",
            "the MRR of one in three is unknown",
            (f, c) -> f.column(SUBS, "mrr", (i, v) -> i % 3 == 0 ? "" : v)),
        held(
            "one column sorted without the others",
            "contracts are those of other accounts",
            (f, c) -> {
              List<String> ids = new ArrayList<>(f.values(SUBS, "account_id"));
              Collections.rotate(ids, 1);
              f.column(SUBS, "account_id", (i, v) -> ids.get(i));
            }),
        caught(
            "a quarter of the contracts canceled",
            "no company loses so many in a night",
            (f, c) -> f.column(SUBS, "status", (i, v) -> i % 4 == 0 ? "canceled" : v)),
        caught(
            "renewals all in 1970",
            "every renewal is over",
            (f, c) -> f.column(SUBS, "renews_at", v -> "1970-01-01 00:00:00")),
        held(
            "every contract ends today",
            "a notice by everybody",
            (f, c) -> {
              f.column(SUBS, "cancel_at", v -> "2026-05-31 00:00:00");
              f.column(SUBS, "updated_at", v -> TODAY + " 08:00:00");
            }),
        held(
            "staging instead of production",
            "made-up prices for real ids",
            (f, c) -> {
              f.column(SUBS, "mrr", v -> "1.00");
              f.column(SUBS, "plan", v -> "test-plan");
              f.column(SUBS, "updated_at", v -> TODAY + " 08:00:00");
            }));
  }

  private static List<Mishap> accounts() {
    return List.of(
        held(
            "account ids padded with zeros",
            "every customer is a new one",
            (f, c) -> f.column(ACCOUNTS, "id", v -> "000000" + v)),
        mishap(
            "account ids as floats",
            Set.of(Verdict.FRESH, Verdict.HELD),
            "keys lose their .0",
            (f, c) -> f.column(ACCOUNTS, "id", v -> v + ".0")),
        caught(
            "accounts of one country only",
            "a filter was left on; the others are not known of the day",
            (f, c) ->
                f.lines(ACCOUNTS, body -> body.stream().filter(l -> l.contains(",DE,")).toList())),
        held(
            "all accounts deleted",
            "a company does not end in a night",
            (f, c) -> {
              f.column(ACCOUNTS, "deleted", v -> "true");
              f.column(ACCOUNTS, "updated_at", v -> TODAY + " 09:00:00");
            }),
        held(
            "file of invoices named as accounts",
            "it is another export",
            (f, c) -> f.set(ACCOUNTS, f.text(INVOICES))),
        held(
            "mail addresses in the id column",
            "no record belongs to them",
            (f, c) -> f.column(ACCOUNTS, "id", (i, v) -> "owner%d@customer.example".formatted(i))),
        caught(
            "200 test accounts",
            "they are no customers",
            (f, c) ->
                f.lines(
                    ACCOUNTS,
                    body -> {
                      List<String> more = new ArrayList<>(body);
                      for (int i = 0; i < 200; i++) {
                        more.add(
                            "%d,Test %d,test%d.example,Software,US,1,dana,%s,%s 09:00:00,false"
                                .formatted(70_000 + i, i, i, TODAY, TODAY));
                      }
                      return more;
                    })),
        caught(
            "accounts of last week under today's name",
            "what changed since is missing",
            (f, c) -> f.set(ACCOUNTS, c.delivery(LocalDate.of(2026, 3, 25)).get(ACCOUNTS))),
        caught(
            "accounts in Latin-1",
            "names are not what they were",
            (f, c) -> f.set(ACCOUNTS, f.text(ACCOUNTS), StandardCharsets.ISO_8859_1)),
        held(
            "account ids numbered anew",
            "each customer is another one",
            (f, c) -> {
              List<String> ids = new ArrayList<>(f.values(ACCOUNTS, "id"));
              Collections.reverse(ids);
              f.column(ACCOUNTS, "id", (i, v) -> ids.get(i));
              f.column(ACCOUNTS, "updated_at", v -> TODAY + " 09:00:00");
            }),
        held(
            "accounts separated by semicolons",
            "there is one column",
            (f, c) -> f.change(ACCOUNTS, t -> t.replace(',', ';'))));
  }

  private static List<Mishap> invoices() {
    return List.of(
        held(
            "invoices in cents",
            "every amount is 100 times too high",
            (f, c) -> f.column(INVOICES, "amount", v -> times(v, "100"))),
        caught(
            "no invoice is paid",
            "the join with payments broke; everybody seems to be late",
            (f, c) -> {
              f.column(INVOICES, "paid_at", v -> "");
              f.column(INVOICES, "status", v -> "open");
            }),
        mishap(
            "invoices of all times in one file",
            Set.of(Verdict.FRESH, Verdict.DEGRADED),
            "a backfill says nothing new of old days",
            (f, c) ->
                f.set(
                    INVOICES,
                    c.delivery(BrightCompany.FIRST).get(INVOICES)
                        + f.text(INVOICES)
                            .lines()
                            .skip(1)
                            .collect(Collectors.joining("\n", "", "\n")))),
        held(
            "invoices of the first of April 2027",
            "a year that has not come",
            (f, c) ->
                f.change(INVOICES, t -> t.replace("2026-", "2027-").replace("2025-", "2026-"))),
        caught(
            "invoices due before they are issued",
            "days in American order read as ours",
            (f, c) -> f.column(INVOICES, "due_at", v -> "2026-01-04 06:00:00")));
  }

  private static String times(String value, String factor) {
    return new BigDecimal(value).multiply(new BigDecimal(factor)).toPlainString();
  }

  private MishapsOfTables() {}
}
