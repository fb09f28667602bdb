package io.holdfast.job.whole;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A small software company that delivers one file of each export a day: accounts, contracts and
 * invoices as they stand, payments, tickets, messages and usage as they happened. Everything about
 * a day follows from the day, so that a day can be asked for again.
 */
final class BrightCompany {
  static final LocalDate BEGIN = LocalDate.of(2025, 1, 1);

  /** The day of the first delivery, which brings everything since the beginning. */
  static final LocalDate FIRST = LocalDate.of(2026, 2, 20);

  private static final int CUSTOMERS = 130;
  private static final int SPAN = 500;
  private static final List<String> EVENTS =
      List.of(
          "Signed In",
          "Signed In",
          "Report Opened",
          "Dashboard Viewed",
          "Board Edited",
          "Export Run",
          "User Invited");
  private static final List<String> WORDS =
      List.of(
          "the export of our report is broken again and nobody answers",
          "thank you, this works great now",
          "how do we invite more people to the board",
          "the dashboard is very slow since yesterday, this is frustrating",
          "please change the address on our invoice",
          "Grüße aus Köln, der Bericht lädt nicht");

  private final List<BrightCustomer> customers = new ArrayList<>();

  BrightCompany(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < CUSTOMERS; i++) {
      LocalDate start = i < 60 ? BEGIN.plusDays(i % 5) : BEGIN.plusDays(random.nextInt(SPAN));
      int stays = 100 + random.nextInt(250);
      boolean leaves = random.nextDouble() < .55;
      LocalDate end = leaves ? start.plusDays(i < 60 ? 40 + random.nextInt(460) : stays) : null;
      LocalDate upgrade =
          random.nextDouble() < .35 ? start.plusDays(60 + random.nextInt(400)) : null;
      int seats = 4 + random.nextInt(26);
      customers.add(
          new BrightCustomer(
              1001 + i,
              start,
              end,
              upgrade == null || (end != null && !upgrade.isBefore(end.minusDays(60)))
                  ? null
                  : upgrade,
              seats,
              9 + 5 * random.nextInt(5),
              1 + 4 * random.nextDouble()));
    }
  }

  /**
   * What is delivered on a day: the text of each export's file, by export; none without records.
   */
  Map<String, String> delivery(LocalDate day) {
    Map<String, StringBuilder> files = new TreeMap<>();
    boolean isFirst = day.equals(FIRST);
    LocalDate from = isFirst ? BEGIN : day;
    accounts(day, file(files, "accounts", Columns.ACCOUNTS));
    subscriptions(day, file(files, "subscriptions", Columns.SUBSCRIPTIONS));
    invoices(isFirst ? BEGIN : day.minusDays(60), day, file(files, "invoices", Columns.INVOICES));
    StringBuilder payments = file(files, "payments", "");
    StringBuilder tickets = file(files, "tickets", "");
    StringBuilder messages = file(files, "messages", "");
    StringBuilder events = file(files, "events", Columns.EVENTS);
    for (LocalDate d = from; !d.isAfter(day); d = d.plusDays(1)) {
      payments(d, payments);
      tickets(d, tickets, messages);
      events(d, events);
    }
    Map<String, String> delivered = new TreeMap<>();
    files.forEach(
        (name, text) -> {
          if (!text.isEmpty()) {
            delivered.put(name, text.toString());
          }
        });
    return delivered;
  }

  /** Headers of the CSV files. */
  private static final class Columns {
    static final String ACCOUNTS =
        "id,name,domain,industry,country,employees,owner,created_on,updated_at,deleted";
    static final String SUBSCRIPTIONS =
        "id,account_id,plan,status,mrr,currency,seats,signed_mrr,signed_seats,started_at,"
            + "renews_at,cancel_at,ended_at,updated_at";
    static final String INVOICES =
        "id,account_id,subscription_id,amount,currency,status,issued_at,due_at,paid_at";
    static final String EVENTS = "id,account_id,user_id,event,quantity,at";

    private Columns() {}
  }

  private static StringBuilder file(Map<String, StringBuilder> files, String name, String header) {
    StringBuilder text = new StringBuilder(header.isEmpty() ? "" : header + "\n");
    files.put(name, text);
    return text;
  }

  private void accounts(LocalDate day, StringBuilder text) {
    for (BrightCustomer c : customers) {
      if (!c.start().isAfter(day)) {
        Random of = random(c.number(), 0, 1);
        LocalDate edited = c.start();
        for (LocalDate d = day;
            d.isAfter(c.start()) && d.isAfter(day.minusDays(90));
            d = d.minusDays(1)) {
          if (!isWeekend(d) && random(c.number(), d.toEpochDay(), 2).nextInt(40) == 0) {
            edited = d;
            break;
          }
        }
        line(
            text,
            c.id(),
            "%s %s".formatted(c.number() % 5 == 0 ? "Müller" : "Corwin", c.id()),
            "customer%s.example".formatted(c.id()),
            List.of("Software", "Retail", "Health", "Media").get(of.nextInt(4)),
            List.of("DE", "US", "US", "FR").get(of.nextInt(4)),
            20 + 10 * of.nextInt(50) + edited.getDayOfMonth(),
            List.of("dana", "eli", "finn").get(of.nextInt(3)),
            c.start(),
            at(edited, 9, c.number() % 60),
            false);
      }
    }
  }

  private void subscriptions(LocalDate day, StringBuilder text) {
    for (BrightCustomer c : customers) {
      if (!c.start().isAfter(day)) {
        boolean ended = c.end() != null && !c.end().isAfter(day);
        boolean noticed = c.end() != null && !c.end().minusDays(10).isAfter(day);
        LocalDate updated = c.start();
        updated = c.upgraded(day) ? c.upgrade() : updated;
        LocalDate renewal = c.start().plusYears(1);
        if (!renewal.isAfter(day) && c.pays(renewal)) {
          updated = renewal.isAfter(updated) ? renewal : updated;
          renewal = renewal.plusYears(1);
        }
        updated = noticed ? c.end().minusDays(10) : updated;
        updated = ended ? c.end() : updated;
        line(
            text,
            c.contract(),
            c.id(),
            c.price() > 20 ? "Business" : "Team",
            ended ? "canceled" : c.number() % 23 == 0 ? "past_due" : "active",
            money(c.seats(day) * c.price()),
            "usd",
            c.seats(day),
            money(c.seats() * c.price()),
            c.seats(),
            at(c.start(), 8, 0),
            at(renewal, 8, 0),
            noticed ? at(c.end(), 0, 0) : "",
            ended ? at(c.end(), 0, 0) : "",
            at(updated, 8, 0));
      }
    }
  }

  private void invoices(LocalDate from, LocalDate day, StringBuilder text) {
    for (LocalDate d = from; !d.isAfter(day); d = d.plusDays(1)) {
      for (BrightCustomer c : billed(d)) {
        LocalDate paid = paid(c, d);
        boolean isPaid = !paid.isAfter(day);
        line(
            text,
            invoice(c, d),
            c.id(),
            c.contract(),
            money(c.seats(d) * c.price()),
            "usd",
            isPaid ? "paid" : "open",
            at(d, 6, 0),
            at(d.plusDays(14), 6, 0),
            isPaid ? at(paid, 11, c.number() % 60) : "");
      }
    }
  }

  private void payments(LocalDate day, StringBuilder text) {
    for (LocalDate d = day.minusDays(30); !d.isAfter(day); d = d.plusDays(1)) {
      for (BrightCustomer c : billed(d)) {
        LocalDate paid = paid(c, d);
        boolean failedFirst = ChronoUnit.DAYS.between(d, paid) > 8;
        if (paid.equals(day) || (failedFirst && paid.minusDays(4).equals(day))) {
          boolean succeeds = paid.equals(day);
          text.append(
              "{\"id\":\"%s\",\"customer\":\"%s\",\"invoice\":\"%s\",\"amount\":%d,\"currency\":\"usd\",\"status\":\"%s\",\"created\":%d}%n"
                  .formatted(
                      "py_" + invoice(c, d) + (succeeds ? "a" : "b"),
                      c.id(),
                      invoice(c, d),
                      c.seats(d) * c.price() * 100,
                      succeeds ? "succeeded" : "failed",
                      day.atTime(11, c.number() % 60).toEpochSecond(ZoneOffset.UTC)));
        }
      }
    }
  }

  private void tickets(LocalDate day, StringBuilder tickets, StringBuilder messages) {
    for (LocalDate d = day.minusDays(4); !d.isAfter(day); d = d.plusDays(1)) {
      for (BrightCustomer c : customers) {
        Random of = random(c.number(), d.toEpochDay(), 3);
        if (!c.pays(d) || of.nextDouble() > (isWeekend(d) ? .05 : .1)) {
          continue;
        }
        String id = "T%s%s".formatted(d.toEpochDay(), c.id());
        int hour = 7 + of.nextInt(11);
        String priority =
            List.of("low", "normal", "normal", "normal", "high", "urgent").get(of.nextInt(6));
        LocalDate solved = d.plusDays(of.nextInt(5));
        boolean isSolved = !solved.isAfter(day);
        if (d.equals(day) || solved.equals(day)) {
          tickets.append(
              "{\"id\":\"%s\",\"account_id\":\"%s\",\"requester\":\"u%s-1\",\"status\":\"%s\",\"priority\":\"%s\",\"created_at\":\"%s\",\"solved_at\":%s}%n"
                  .formatted(
                      id,
                      c.id(),
                      c.id(),
                      isSolved ? "solved" : "open",
                      priority,
                      at(d, hour, 5),
                      isSolved ? "\"" + at(solved, 18, 30) + "\"" : "null"));
        }
        for (int n = 0; d.equals(day) && n < 1 + of.nextInt(3); n++) {
          messages.append(
              "{\"id\":\"%s-%d\",\"ticket_id\":\"%s\",\"account_id\":\"%s\",\"author\":\"%s\",\"role\":\"%s\",\"body\":\"%s\",\"created_at\":\"%s\"}%n"
                  .formatted(
                      id,
                      n,
                      id,
                      c.id(),
                      n % 2 == 0 ? "u" + c.id() + "-1" : "s1",
                      n % 2 == 0 ? "customer" : "agent",
                      WORDS.get(of.nextInt(WORDS.size())),
                      at(d, hour, 6 + n)));
        }
      }
    }
  }

  private void events(LocalDate day, StringBuilder text) {
    for (BrightCustomer c : customers) {
      if (c.pays(day)) {
        Random of = random(c.number(), day.toEpochDay(), 4);
        double expected = c.vigour() * (isWeekend(day) ? .35 : 1) * waning(c, day);
        int events = poisson(of, expected);
        for (int n = 0; n < events; n++) {
          line(
              text,
              "%s%04d%02d".formatted(day.format(DateTimeFormatter.BASIC_ISO_DATE), c.number(), n),
              c.id(),
              "u%s-%d".formatted(c.id(), 1 + of.nextInt(1 + c.seats() / 3)),
              EVENTS.get(of.nextInt(EVENTS.size())),
              1 + of.nextInt(3),
              at(day, 6 + of.nextInt(14), of.nextInt(60)));
        }
      }
    }
  }

  /** Use falls in the last two months before a customer leaves. */
  private static double waning(BrightCustomer c, LocalDate day) {
    long left = c.end() == null ? 999 : ChronoUnit.DAYS.between(day, c.end());
    return left > 60 ? 1 : .15 + .85 * left / 60;
  }

  private List<BrightCustomer> billed(LocalDate day) {
    return customers.stream()
        .filter(c -> c.pays(day) && day.getDayOfMonth() == 1 + c.number() % 28)
        .toList();
  }

  private static LocalDate paid(BrightCustomer c, LocalDate issued) {
    Random of = random(c.number(), issued.toEpochDay(), 5);
    return issued.plusDays(of.nextDouble() < .1 ? 18 : of.nextInt(8));
  }

  private static String invoice(BrightCustomer c, LocalDate issued) {
    return "in%d%s".formatted(issued.toEpochDay(), c.id());
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
  }

  private static String at(LocalDate day, int hour, int minute) {
    return LocalDateTime.of(day, LocalTime.of(hour, minute)).toString().replace('T', ' ') + ":00";
  }

  private static String money(int whole) {
    return String.format(Locale.ROOT, "%d.00", whole);
  }

  private static void line(StringBuilder text, Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      text.append(i == 0 ? "" : ",").append(cells[i]);
    }
    text.append('\n');
  }

  private static int poisson(Random random, double expected) {
    double limit = Math.exp(-expected);
    double product = random.nextDouble();
    int n = 0;
    while (product > limit) {
      product *= random.nextDouble();
      n++;
    }
    return n;
  }

  private static Random random(long account, long day, long purpose) {
    Random mixed = new Random((account * 1_000_003 + day) * 31 + purpose);
    mixed.nextLong();
    return new Random(mixed.nextLong());
  }
}
