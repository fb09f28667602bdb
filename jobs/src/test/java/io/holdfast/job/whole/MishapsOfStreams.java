package io.holdfast.job.whole;

import static io.holdfast.job.whole.Mishap.caught;
import static io.holdfast.job.whole.Mishap.held;
import static io.holdfast.job.whole.Mishap.mishap;

import io.holdfast.job.whole.Mishap.Verdict;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What goes wrong with exports of what happened in a day: usage, payments, tickets, messages. */
final class MishapsOfStreams {
  private static final String EVENTS = "events";
  private static final String PAYMENTS = "payments";
  private static final String TICKETS = "tickets";
  private static final String MESSAGES = "messages";
  private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);
  private static final DateTimeFormatter TIMES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter AMERICAN =
      DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT);

  static List<Mishap> all() {
    List<Mishap> all = new ArrayList<>(usage());
    all.addAll(usageTimes());
    all.addAll(payments());
    all.addAll(support());
    return all;
  }

  private static List<Mishap> usage() {
    return List.of(
        caught(
            "yesterday's usage under today's name",
            "today's usage is missing",
            (f, c) -> f.set(EVENTS, c.delivery(TODAY.minusDays(1)).get(EVENTS))),
        caught(
            "yesterday's usage with today's dates",
            "a copy is no usage",
            (f, c) ->
                f.set(
                    EVENTS,
                    c.delivery(TODAY.minusDays(1))
                        .get(EVENTS)
                        .replace("2026-03-31", "2026-04-01")
                        .replace("20260331", "20260401"))),
        caught(
            "half a file of usage",
            "the other half is missing",
            (f, c) -> f.change(EVENTS, t -> t.substring(0, t.length() / 2))),
        caught(
            "usage of one account for all",
            "a default took the place of the account",
            (f, c) -> f.column(EVENTS, "account_id", v -> "1003")),
        caught(
            "ten times the usage",
            "a loop sent each event ten times under new ids",
            (f, c) -> f.lines(EVENTS, body -> again(body, 10))),
        caught(
            "usage twice under new ids",
            "a retry counts again",
            (f, c) -> f.lines(EVENTS, body -> again(body, 2))),
        caught(
            "sign-ins renamed",
            "the metric that counts them falls to zero",
            (f, c) -> f.column(EVENTS, "event", v -> v.equals("Signed In") ? "session_start" : v)),
        caught(
            "event names in snake case",
            "no metric counts them",
            (f, c) -> f.column(EVENTS, "event", v -> v.toLowerCase(Locale.ROOT).replace(' ', '_'))),
        caught(
            "usage without users",
            "nobody seems to use it",
            (f, c) -> f.column(EVENTS, "user_id", v -> "")),
        caught(
            "usage without accounts",
            "it belongs to nobody",
            (f, c) -> f.column(EVENTS, "account_id", v -> "")),
        caught(
            "usage of a test environment",
            "other ids, of accounts that nobody has",
            (f, c) -> {
              f.column(EVENTS, "account_id", v -> "9" + v);
              f.column(EVENTS, "user_id", v -> "test-" + v);
            }),
        caught("no file of usage", "today's usage is missing", (f, c) -> f.remove(EVENTS)),
        caught(
            "empty file of usage",
            "today's usage is missing",
            (f, c) -> f.lines(EVENTS, b -> List.of())),
        held(
            "event ids as a spreadsheet rounds them",
            "many events have one id",
            (f, c) ->
                f.column(
                    EVENTS, "id", v -> String.format(Locale.ROOT, "%.5E", Double.parseDouble(v)))),
        caught(
            "usage of every second account only",
            "one of two shards did not export",
            (f, c) ->
                f.lines(
                    EVENTS,
                    body ->
                        body.stream()
                            .filter(l -> (l.split(",", -1)[1].charAt(3) - '0') % 2 == 0)
                            .toList())),
        caught(
            "users all numbered anew",
            "an anonymiser gave everybody a new id",
            (f, c) -> f.column(EVENTS, "user_id", v -> Integer.toHexString(v.hashCode()))));
  }

  private static List<Mishap> usageTimes() {
    return List.of(
        caught(
            "usage all at midnight",
            "the time of the day was cut off",
            (f, c) -> f.column(EVENTS, "at", v -> v.substring(0, 10) + " 00:00:00")),
        held(
            "usage of next year",
            "it has not happened yet",
            (f, c) -> f.column(EVENTS, "at", v -> v.replace("2026", "2027"))),
        held(
            "usage at the epoch",
            "a time of 0",
            (f, c) -> f.column(EVENTS, "at", v -> "1970-01-01 00:00:00")),
        caught(
            "usage with American days",
            "the order of month and day",
            (f, c) -> f.column(EVENTS, "at", v -> LocalDateTime.parse(v, TIMES).format(AMERICAN))),
        caught(
            "usage with day and month swapped",
            "4 January for 1 April",
            (f, c) -> f.column(EVENTS, "at", v -> v.replace("2026-04-01", "2026-01-04"))),
        caught(
            "usage in Tokyo's time",
            "a third of it falls on tomorrow",
            (f, c) ->
                f.column(
                    EVENTS, "at", v -> LocalDateTime.parse(v, TIMES).plusHours(9).format(TIMES))),
        mishap(
            "usage of last week once more beside today's",
            Set.of(Verdict.FRESH, Verdict.DEGRADED),
            "records with ids that are known count once",
            (f, c) ->
                f.lines(
                    EVENTS,
                    body -> {
                      List<String> more = new ArrayList<>(body);
                      for (int d = 1; d < 8; d++) {
                        c.delivery(TODAY.minusDays(d))
                            .get(EVENTS)
                            .lines()
                            .skip(1)
                            .forEach(more::add);
                      }
                      return more;
                    })));
  }

  private static List<Mishap> payments() {
    return List.of(
        held(
            "all payments failed",
            "the words of two columns were mixed up",
            (f, c) -> f.column(PAYMENTS, "status", v -> "\"failed\"")),
        caught(
            "payments in milliseconds",
            "no likely time",
            (f, c) -> f.column(PAYMENTS, "created", v -> v + "000")),
        caught(
            "payments with the other sign",
            "everything is given back",
            (f, c) -> f.column(PAYMENTS, "amount", v -> "-" + v)),
        caught(
            "payments of one customer",
            "a default took the place of the customer",
            (f, c) -> f.column(PAYMENTS, "customer", v -> "\"1003\"")),
        caught(
            "payments in whole units",
            "a hundredth of what was paid",
            (f, c) -> f.column(PAYMENTS, "amount", v -> v.substring(0, v.length() - 2))));
  }

  private static List<Mishap> support() {
    return List.of(
        caught(
            "messages without text",
            "nobody said nothing",
            (f, c) -> f.column(MESSAGES, "body", v -> "\"\"")),
        caught(
            "messages all from agents",
            "customers said nothing",
            (f, c) -> f.column(MESSAGES, "role", v -> "\"agent\"")),
        caught(
            "all tickets urgent",
            "a default took the place of the priority",
            (f, c) -> f.column(TICKETS, "priority", v -> "\"urgent\"")),
        caught(
            "no ticket is solved",
            "the words of the status are other ones",
            (f, c) -> f.column(TICKETS, "solved_at", v -> "null")),
        mishap(
            "tickets as one array",
            Set.of(Verdict.FRESH, Verdict.HELD),
            "it is JSON as well",
            (f, c) ->
                f.change(TICKETS, t -> t.lines().collect(Collectors.joining(",\n", "[", "]\n")))),
        caught(
            "error message for a file of tickets",
            "it is not the export",
            (f, c) ->
                f.set(TICKETS, "{\"error\":{\"code\":429,\"message\":\"Too many requests\"}}\n")),
        caught(
            "tickets of one account",
            "a default took the place of the account",
            (f, c) -> f.column(TICKETS, "account_id", v -> "\"1003\"")),
        caught(
            "tickets ten times under new ids",
            "an import ran in a loop",
            (f, c) ->
                f.lines(
                    TICKETS,
                    body -> {
                      List<String> more = new ArrayList<>(body);
                      for (int n = 1; n < 10; n++) {
                        String id = "\"id\":\"" + n + "-";
                        body.forEach(l -> more.add(l.replace("\"id\":\"", id)));
                      }
                      return more;
                    })));
  }

  private static List<String> again(List<String> body, int times) {
    List<String> more = new ArrayList<>(body);
    for (int n = 1; n < times; n++) {
      String id = Integer.toString(n);
      body.forEach(line -> more.add(line.replaceFirst(",", id + ",")));
    }
    return more;
  }

  private MishapsOfStreams() {}
}
