package io.holdfast.job.step;

import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AppUser;
import io.holdfast.table.Contact;
import io.holdfast.table.ContactRoles;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Histories of accounts with everything that goes wrong: late, repeated, corrected, deleted and
 * scheduled records, in no order, many of them close to midnight or on leap day. Sources come to an
 * end: one altogether, of another some kinds, while a third goes on; some accounts are known to one
 * of them only.
 */
final class RandomHistory {
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final LocalDate FIRST = LocalDate.of(2023, 10, 1);
  static final int SPAN = 460;

  private static final String[] EVENTS = {
    "Signed In", "Report Created", "Dashboard Viewed", "Integration Connected", "User Invited"
  };

  /** Entities in an order that does not change from run to run. */
  private static final List<Table> ENTITIES =
      RandomValues.RECORDS.keySet().stream().sorted(Comparator.comparing(Table::name)).toList();

  private static final Instant END = Instant.parse("2024-06-17T09:00:00Z");
  private static final Set<Table> ENDING =
      Set.of(Ticket.TABLE, UsageEvent.TABLE, MessageSentiment.TABLE);

  private final Random random;
  private final RandomValues values;
  private final Map<Table, List<Object[]>> rows = new LinkedHashMap<>();
  private int keys;

  RandomHistory(long seed, int accounts) {
    random = new Random(seed);
    values = new RandomValues(random);
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
    return TestSpark.session().createDataFrame(all, schema(table));
  }

  /** The columns of a table; tickets with the support hours that a night adds to them. */
  static StructType schema(Table table) {
    return table.equals(Ticket.TABLE)
        ? table
            .schema()
            .add("first_response_business_hours", "double")
            .add("resolution_business_hours", "double")
        : table.schema();
  }

  /** The same history without what became known at or after an instant. */
  Dataset<Row> before(Table table, Instant cut) {
    Dataset<Row> all = dataset(table);
    return table.columnNames().contains("known_at")
        ? all.where(all.col("known_at").lt(org.apache.spark.sql.functions.lit(cut)))
        : all;
  }

  private void account(String id) {
    Map<String, Object> account = new HashMap<>();
    account.put("account_id", id);
    account.put("name", "Name " + id);
    account.put("industry", values.pick("software", "retail"));
    account.put("segment", values.pick("small", "large", null));
    account.put("first_seen", at(values.moment(300)));
    account.put("crm_source", "one");
    account.put("crm_key", "crm-" + id);
    add(Account.TABLE, account);
    for (String source : sources(id)) {
      add(
          AccountLink.TABLE,
          Map.of("source", source, "source_key", key(id, source), "account_id", id));
    }
    many(150 - random.nextInt(140), () -> usage(id));
    many(random.nextInt(3), () -> busyTime(id));
    for (Table table : ENTITIES) {
      int records = RandomValues.RECORDS.get(table);
      for (int i = 0; i < records; i++) {
        entity(table, id, key(table, id, i));
      }
    }
    entity(SourceAccount.TABLE, id, "crm-" + id);
    many(8, () -> sentiment(id));
    many(random.nextInt(4), () -> subscription(id));
  }

  /** Contacts and users are named by other records. */
  private String key(Table table, String id, int number) {
    return table.equals(Contact.TABLE)
        ? contact(id, number)
        : table.equals(AppUser.TABLE) ? user(id, number) : table.name() + keys++;
  }

  private static List<String> sources(String id) {
    return switch (id.hashCode() % 4) {
      case 0 -> List.of("two");
      case 1 -> List.of("three");
      default -> List.of("one", "two");
    };
  }

  private static String key(String id, String source) {
    return source.equals("two") ? "2-" + id : id + "-1";
  }

  private void usage(String id) {
    Instant event = values.moment();
    Map<String, Object> row = version(id, "u" + keys++, event, values.later(event), 1);
    row.put("event", EVENTS[random.nextInt(EVENTS.length)]);
    row.put("user_key", random.nextInt(20) == 0 ? null : user(id, random.nextInt(9)));
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

  /** Some weeks in which the same few users do the same every day or nearly so. */
  private void busyTime(String id) {
    LocalDate first = FIRST.plusDays(random.nextInt(SPAN));
    String kind = EVENTS[random.nextInt(EVENTS.length)];
    int users = 1 + random.nextInt(3);
    for (int day = 0; day < 30 + random.nextInt(60); day++) {
      if (random.nextInt(5) > 0) {
        Instant event =
            RandomValues.midnight(first.plusDays(day)).plusMillis(random.nextInt(80_000_000));
        Map<String, Object> row = version(id, "u" + keys++, event, values.later(event), 1);
        row.put("event", kind);
        row.put("user_key", user(id, random.nextInt(users)));
        add(UsageEvent.TABLE, row);
      }
    }
  }

  private void sentiment(String id) {
    Instant event = values.moment();
    Map<String, Object> row = version(id, "m" + keys++, event, values.later(event), 1);
    row.keySet().retainAll(MessageSentiment.TABLE.columnNames());
    row.put("kind", values.pick("ticket", "survey"));
    row.put("sentiment", values.maybe(random.nextInt(201) / 100.0 - 1));
    add(MessageSentiment.TABLE, row);
  }

  private void subscription(String id) {
    String key = "s" + keys++;
    String currency = values.pick("USD", "EUR", "GBP");
    Instant event = values.moment(SPAN - 100);
    Instant start = random.nextBoolean() ? event : event.minus(Duration.ofDays(random.nextInt(90)));
    int versions = 1 + random.nextInt(4);
    for (int i = 0; i < versions; i++) {
      Map<String, Object> row =
          version(id, key, event, event.plus(Duration.ofHours(random.nextInt(1500) - 500)), i);
      row.put("status", values.pick("active", "active", "active", "trial", "paused", "ended"));
      row.put("trial", values.pick(false, false, false, true, null));
      row.put("mrr", random.nextInt(9) == 0 ? new BigDecimal("0.00") : amount(5_000));
      row.put("discount", random.nextInt(3) == 0 ? amount(500) : null);
      row.put("discount_until", random.nextInt(2) == 0 ? at(values.moment()) : null);
      row.put("currency", currency);
      row.put("seats", values.maybe((long) random.nextInt(30)));
      row.put("plan", values.pick("Basic", "Pro", "Max", null));
      row.put("plan_key", values.pick("Pro", "p-1", null));
      row.put("start_at", values.maybe(at(start)));
      row.put(
          "end_at",
          random.nextInt(3) > 0 ? null : at(event.plusSeconds(86_400L * random.nextInt(200))));
      row.put(
          "renewal_at",
          values.maybe(at(RandomValues.midnight(FIRST.plusDays(random.nextInt(SPAN + 100))))));
      row.put("auto_renew", values.pick(true, true, false, null));
      row.put("deleted", random.nextInt(30) == 0);
      add(Subscription.TABLE, row);
      event =
          random.nextInt(5) == 0
              ? event
              : event.plus(Duration.ofMinutes(random.nextInt(120 * 24 * 60)));
    }
  }

  private static String user(String id, int number) {
    return "user-" + id + "-" + number;
  }

  private static String contact(String id, int number) {
    return "contact-" + id + "-" + number;
  }

  private void entity(Table table, String id, String key) {
    Instant event = values.moment();
    Instant known =
        random.nextInt(4) == 0
            ? event.minus(Duration.ofDays(random.nextInt(60)))
            : values.later(event);
    int versions = 1 + random.nextInt(3);
    for (int i = 0; i < versions; i++) {
      Map<String, Object> row = version(id, key, event, known, i);
      row.putAll(values.of(table));
      if (table.equals(SourceAccount.TABLE)) {
        row.put("source", "one");
      }
      if (ContactRoles.in(table)) {
        row.put("contact_key", values.maybe(contact(id, random.nextInt(7))));
      }
      row.put("deleted", i > 0 && random.nextInt(8) == 0);
      add(table, row);
      known = random.nextInt(5) == 0 ? known : values.later(known).plusSeconds(1);
      known = random.nextInt(6) == 0 ? known.minus(Duration.ofDays(20)) : known;
      event = random.nextInt(5) == 0 ? values.moment() : event;
    }
  }

  private Map<String, Object> version(
      String id, String key, Instant event, Instant known, int version) {
    List<String> sources = sources(id);
    String source = sources.get(Math.floorMod(key.hashCode(), sources.size()));
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

  private void many(int times, Runnable action) {
    for (int i = 0; i < times; i++) {
      action.run();
    }
  }

  private void add(Table table, Map<String, Object> row) {
    if (row.get("known_at") instanceof Timestamp known
        && known.toInstant().isAfter(END)
        && isEnding(table, row.get("source"))) {
      return;
    }
    rows.computeIfAbsent(table, t -> new ArrayList<>())
        .add(Arrays.stream(schema(table).fieldNames()).map(row::get).toArray());
  }

  private static boolean isEnding(Table table, Object source) {
    return source.equals("three") || (source.equals("two") && ENDING.contains(table));
  }

  private BigDecimal amount(int most) {
    return BigDecimal.valueOf(random.nextInt(most * 100), 2);
  }

  private static Timestamp at(Instant instant) {
    return Timestamp.from(instant);
  }
}
