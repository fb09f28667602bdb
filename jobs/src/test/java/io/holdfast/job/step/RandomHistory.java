package io.holdfast.job.step;

import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Activity;
import io.holdfast.table.Contact;
import io.holdfast.table.Invoice;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.Opportunity;
import io.holdfast.table.Payment;
import io.holdfast.table.Subscription;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Ticket;
import io.holdfast.table.UsageEvent;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Histories of accounts with everything that goes wrong: late, repeated, corrected, deleted and
 * scheduled records, in no order, many of them close to midnight or on leap day.
 */
final class RandomHistory {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final LocalDate FIRST = LocalDate.of(2023, 10, 1);
  static final int SPAN = 460;

  private static final String[] EVENTS = {
    "Signed In", "Report Created", "Dashboard Viewed", "Integration Connected", "User Invited"
  };

  private final Random random;
  private final Map<Table, List<Object[]>> rows = new LinkedHashMap<>();
  private int keys;

  RandomHistory(long seed, int accounts) {
    random = new Random(seed);
    for (int i = 0; i < accounts; i++) {
      account("a" + i);
    }
    rows.values().forEach(list -> Collections.shuffle(list, random));
  }

  Map<Table, List<Object[]>> rows() {
    return rows;
  }

  Dataset<Row> dataset(Table table) {
    List<Row> all = rows.getOrDefault(table, List.of()).stream().map(RowFactory::create).toList();
    return TestSpark.session().createDataFrame(all, table.schema());
  }

  /** The same history without what became known at or after an instant. */
  Dataset<Row> before(Table table, Instant cut) {
    Dataset<Row> all = dataset(table);
    return table.columnNames().contains("known_at")
        ? all.where(all.col("known_at").lt(org.apache.spark.sql.functions.lit(cut)))
        : all;
  }

  private void account(String id) {
    add(
        Account.TABLE,
        Map.of(
            "account_id",
            id,
            "name",
            "Name " + id,
            "industry",
            pick("software", "retail"),
            "first_seen",
            at(moment(0, 300))));
    for (String source : List.of("one", "two")) {
      add(
          AccountLink.TABLE,
          Map.of("source", source, "source_key", key(id, source), "account_id", id));
    }
    many(150 - random.nextInt(140), () -> usage(id));
    many(12, () -> ticket(id));
    many(6, () -> entity(Payment.TABLE, id, () -> payment()));
    many(5, () -> entity(Invoice.TABLE, id, () -> invoice()));
    many(5, () -> entity(SurveyResponse.TABLE, id, () -> survey()));
    many(6, () -> entity(Activity.TABLE, id, () -> activity()));
    many(4, () -> entity(Contact.TABLE, id, HashMap::new));
    many(4, () -> entity(Opportunity.TABLE, id, () -> opportunity()));
    many(8, () -> sentiment(id));
    many(random.nextInt(4), () -> subscription(id));
  }

  private static String key(String id, String source) {
    return source.equals("one") ? id + "-1" : "2-" + id;
  }

  private void usage(String id) {
    Instant event = moment(0, SPAN);
    Map<String, Object> row = version(id, "u" + keys++, event, later(event), 1);
    row.put("event", EVENTS[random.nextInt(EVENTS.length)]);
    row.put("user_key", random.nextInt(20) == 0 ? null : "user" + random.nextInt(9));
    row.put("quantity", random.nextInt(5) == 0 ? null : random.nextInt(4000) / 8.0);
    row.put("deleted", random.nextInt(50) == 0);
    add(UsageEvent.TABLE, row);
    if (random.nextInt(10) == 0) {
      add(UsageEvent.TABLE, row);
    }
    if (random.nextInt(10) == 0) {
      Map<String, Object> again = new HashMap<>(row);
      again.put("known_at", at(((Timestamp) row.get("known_at")).toInstant().plusSeconds(90_000)));
      again.put("user_key", "another");
      again.put("quantity", 7.5);
      again.put("deleted", false);
      add(UsageEvent.TABLE, again);
    }
  }

  private void ticket(String id) {
    entity(
        Ticket.TABLE,
        id,
        () -> {
          Map<String, Object> values = new HashMap<>();
          values.put("status", pick("new", "open", "pending", "solved", "closed"));
          values.put("priority", pick("low", "urgent"));
          values.put("escalated", random.nextBoolean());
          values.put("first_response_minutes", maybe(random.nextInt(500) / 4.0));
          values.put("resolution_hours", maybe(random.nextInt(500) / 8.0));
          values.put("satisfaction", maybe(1.0 + random.nextInt(5)));
          return values;
        });
  }

  private Map<String, Object> payment() {
    return new HashMap<>(Map.of("status", pick("succeeded", "failed", "disputed")));
  }

  private Map<String, Object> invoice() {
    Instant due = moment(0, SPAN);
    Map<String, Object> values = new HashMap<>();
    values.put("status", pick("open", "paid", "void"));
    values.put("due_at", at(due));
    values.put("paid_at", maybe(at(due.plusSeconds(random.nextInt(300_000)))));
    return values;
  }

  private Map<String, Object> survey() {
    Map<String, Object> values = new HashMap<>(Map.of("kind", pick("nps", "csat")));
    values.put("score", maybe((double) random.nextInt(11)));
    return values;
  }

  private Map<String, Object> activity() {
    Map<String, Object> values = new HashMap<>(Map.of("kind", pick("meeting", "call")));
    values.put("status", pick("planned", "held", "missed", null));
    return values;
  }

  private Map<String, Object> opportunity() {
    return new HashMap<>(
        Map.of(
            "kind", pick("expansion", "renewal"),
            "stage", pick("Proposal", "Closed Won"),
            "amount", money(100_000),
            "currency", pick("USD", "EUR", "GBP")));
  }

  private void sentiment(String id) {
    Instant event = moment(0, SPAN);
    Map<String, Object> row = version(id, "m" + keys++, event, later(event), 1);
    row.keySet().retainAll(MessageSentiment.TABLE.columnNames());
    row.put("kind", pick("ticket", "survey"));
    row.put("sentiment", maybe(random.nextInt(201) / 100.0 - 1));
    add(MessageSentiment.TABLE, row);
  }

  private void subscription(String id) {
    String key = "s" + keys++;
    String currency = pick("USD", "EUR", "GBP");
    Instant event = moment(0, SPAN - 100);
    Instant start = random.nextBoolean() ? event : event.minus(Duration.ofDays(random.nextInt(90)));
    int versions = 1 + random.nextInt(4);
    for (int i = 0; i < versions; i++) {
      Map<String, Object> row =
          version(id, key, event, event.plus(Duration.ofHours(random.nextInt(1500) - 500)), i);
      row.put("status", pick("active", "active", "active", "trial", "paused", "ended"));
      row.put("trial", pick(false, false, false, true, null));
      row.put("mrr", random.nextInt(9) == 0 ? new BigDecimal("0.00") : money(5_000));
      row.put("currency", currency);
      row.put("seats", maybe((long) random.nextInt(30)));
      row.put("plan", pick("Basic", "Pro", "Max"));
      row.put("start_at", maybe(at(start)));
      row.put(
          "end_at",
          random.nextInt(3) > 0 ? null : at(event.plusSeconds(86_400L * random.nextInt(200))));
      row.put("renewal_at", maybe(at(midnight(FIRST.plusDays(random.nextInt(SPAN + 100))))));
      row.put("auto_renew", pick(true, true, false, null));
      row.put("deleted", random.nextInt(30) == 0);
      add(Subscription.TABLE, row);
      event =
          random.nextInt(5) == 0
              ? event
              : event.plus(Duration.ofMinutes(random.nextInt(120 * 24 * 60)));
    }
  }

  private interface Values {
    Map<String, Object> next();
  }

  private void entity(Table table, String id, Values values) {
    String key = table.name() + keys++;
    Instant event = moment(0, SPAN);
    Instant known =
        random.nextInt(6) == 0 ? event.minus(Duration.ofDays(random.nextInt(9))) : later(event);
    int versions = 1 + random.nextInt(3);
    for (int i = 0; i < versions; i++) {
      Map<String, Object> row = version(id, key, event, known, i);
      row.putAll(values.next());
      row.put("deleted", i > 0 && random.nextInt(8) == 0);
      add(table, row);
      known = random.nextInt(5) == 0 ? known : later(known).plusSeconds(1);
      known = random.nextInt(6) == 0 ? known.minus(Duration.ofDays(20)) : known;
      event = random.nextInt(5) == 0 ? moment(0, SPAN) : event;
    }
  }

  private Map<String, Object> version(
      String id, String key, Instant event, Instant known, int version) {
    String source = Math.floorMod(key.hashCode(), 2) == 0 ? "one" : "two";
    Map<String, Object> row = new HashMap<>();
    row.put("source", source);
    row.put("source_key", key);
    row.put("account_key", key(id, source));
    row.put("event_time", at(event));
    row.put("known_at", at(known));
    row.put("version", String.valueOf(version));
    row.put("deleted", false);
    row.put("batch", "b");
    return row;
  }

  private Instant moment(int from, int to) {
    LocalDate day = FIRST.plusDays(from + random.nextInt(to - from));
    if (random.nextInt(40) == 0) {
      day = LocalDate.of(2024, 2, 29);
    }
    return random.nextInt(3) == 0
        ? midnight(day).plusMillis(random.nextInt(7_200_000) - 3_600_000)
        : midnight(day).plusMillis(random.nextInt(86_400_000));
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZONE).toInstant();
  }

  private Instant later(Instant event) {
    return switch (random.nextInt(4)) {
      case 0 -> event.plus(Duration.ofHours(random.nextInt(700)));
      case 1 -> event.plusSeconds(random.nextInt(7_200));
      default -> event.plusSeconds(1);
    };
  }

  private void many(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  private void add(Table table, Map<String, Object> row) {
    rows.computeIfAbsent(table, t -> new ArrayList<>())
        .add(table.columnNames().stream().map(row::get).toArray());
  }

  private BigDecimal money(int most) {
    return BigDecimal.valueOf(random.nextInt(most * 100), 2);
  }

  private <T> T maybe(T value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  private static Timestamp at(Instant instant) {
    return Timestamp.from(instant);
  }
}
