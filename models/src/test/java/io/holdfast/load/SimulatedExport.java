package io.holdfast.load;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Exports of a tiny company, day by day: with weekends, holidays, growth, peaks at the end of the
 * month, a price rise, and a week in which contracts migrate to other plans.
 */
final class SimulatedExport {
  static final LocalDate START = LocalDate.parse("2024-01-01");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Set<Integer> HOLIDAYS = Set.of(1, 89, 92, 122, 130, 141, 277, 360, 361);
  private static final int PRICE_RISE = 150;
  private static final int MIGRATION = 220;

  /** Which of the company's exports. */
  enum Which {
    /** Delivered whole every day. */
    SUBSCRIPTIONS,
    ACCOUNTS,
    /** What is new. */
    TICKETS,
    INVOICES,
    USAGE,
    /** What is new, a file a month. */
    MONTHLY_USAGE
  }

  /** One record: values by column; null: none. Times are {@link Instant}s. */
  static final class Fields extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    Fields with(String column, Object value) {
      put(column, value);
      return this;
    }
  }

  private final Which which;
  private final Random random;
  private final double size;
  private final double growth;
  private int tickets;
  private int invoices;
  private long events;

  SimulatedExport(Which which, long seed) {
    this.which = which;
    this.random = new Random(seed * 31 + which.name().hashCode());
    this.size = .5 + 2 * random.nextDouble();
    this.growth = random.nextDouble();
  }

  /** Whether a file comes on a day. */
  boolean comes(LocalDate day) {
    return switch (which) {
      case MONTHLY_USAGE -> day.plusDays(1).getDayOfMonth() == 1;
      case TICKETS, INVOICES -> !isOff(day);
      default -> true;
    };
  }

  private static boolean isOff(LocalDate day) {
    return day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()
        || HOLIDAYS.contains(day.getDayOfYear());
  }

  private static int since(LocalDate day) {
    return (int) (day.toEpochDay() - START.toEpochDay());
  }

  private int accounts(LocalDate day) {
    return (int) (60 * size * (1 + growth * since(day) / 365.0));
  }

  List<Fields> records(LocalDate day) {
    return switch (which) {
      case SUBSCRIPTIONS -> subscriptions(day);
      case ACCOUNTS -> accountRows(day);
      case TICKETS -> tickets(day);
      case INVOICES -> invoices(day);
      case USAGE -> usage(day, 4);
      case MONTHLY_USAGE -> {
        List<Fields> all = new ArrayList<>();
        for (LocalDate d = day.withDayOfMonth(1); !d.isAfter(day); d = d.plusDays(1)) {
          all.addAll(usage(d, .4));
        }
        yield all;
      }
    };
  }

  private List<Fields> subscriptions(LocalDate day) {
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < accounts(day); i++) {
      Random own = new Random(i * 7919L + which.name().hashCode());
      boolean yearly = own.nextInt(3) == 0;
      double price = Math.round(50 * Math.exp(own.nextGaussian())) + 9;
      boolean ended = own.nextInt(300) < since(day) / 8;
      boolean migrated = since(day) >= MIGRATION + own.nextInt(7);
      double mrr = since(day) < PRICE_RISE ? price : Math.round(price * 1.12);
      all.add(
          new Fields()
              .with("source_key", "sub_" + i)
              .with("account_key", "A" + i)
              .with("plan_key", (migrated ? "new_" : "") + "plan" + i % 4)
              .with("plan", (migrated ? "Next " : "") + List.of("S", "M", "L", "XL").get(i % 4))
              .with("status", ended ? "ended" : own.nextInt(12) == 0 ? "trial" : "active")
              .with("mrr", ended ? 0.0 : mrr)
              .with("seats", (double) (1 + own.nextInt(30)))
              .with("currency", own.nextInt(4) == 0 ? "USD" : "EUR")
              .with("start_at", at(START.minusDays(own.nextInt(500)), 0))
              .with("end_at", ended ? at(day.minusDays(own.nextInt(30)), 0) : null)
              .with("auto_renew", yearly)
              .with("deleted", false)
              .with("event_time", at(day.minusDays(own.nextInt(20)), 9 + own.nextInt(8))));
    }
    return all;
  }

  private List<Fields> accountRows(LocalDate day) {
    List<Fields> all = new ArrayList<>();
    for (int i = 0; i < accounts(day); i++) {
      Random own = new Random(i * 104729L);
      all.add(
          new Fields()
              .with("source_key", "A" + i)
              .with("name", "Company " + i)
              .with("industry", List.of("Retail", "Media", "Food", "Bank").get(own.nextInt(4)))
              .with("country", List.of("DE", "FR", "US").get(own.nextInt(3)))
              .with("employees", own.nextInt(5) == 0 ? null : (double) (5 + own.nextInt(900)))
              .with("domain", "c" + i + ".example")
              .with("deleted", own.nextInt(50) == 0)
              .with("event_time", at(day.minusDays(own.nextInt(90)), own.nextInt(24))));
    }
    return all;
  }

  private List<Fields> tickets(LocalDate day) {
    List<Fields> all = new ArrayList<>();
    int monday = day.getDayOfWeek() == DayOfWeek.MONDAY ? 2 : 1;
    int n = poisson(size * 8 * monday * (accounts(day) / (60 * size)));
    for (int i = 0; i < n; i++) {
      Instant opened = working(day);
      boolean closed = random.nextInt(3) == 0;
      all.add(
          new Fields()
              .with("source_key", Integer.toString(1000 + tickets++))
              .with("account_key", "A" + skewed(accounts(day)))
              .with("status", closed ? "closed" : random.nextInt(3) == 0 ? "pending" : "open")
              .with("priority", List.of("low", "normal", "high").get(random.nextInt(3)))
              .with("channel", random.nextInt(3) == 0 ? "phone" : "email")
              .with("solved_at", closed ? opened.plusSeconds(600 + random.nextInt(9000)) : null)
              .with("event_time", opened));
    }
    return all;
  }

  private List<Fields> invoices(LocalDate day) {
    List<Fields> all = new ArrayList<>();
    boolean monthEnd = day.plusDays(3).getDayOfMonth() <= 3;
    int n = poisson(size * (monthEnd ? 40 : 4));
    for (int i = 0; i < n; i++) {
      double price = Math.round(60 * Math.exp(random.nextGaussian())) + 9;
      boolean refund = random.nextInt(40) == 0;
      boolean open = random.nextInt(4) == 0;
      all.add(
          new Fields()
              .with("source_key", "in_" + invoices++)
              .with("account_key", "A" + skewed(accounts(day)))
              .with("amount", refund ? -price : since(day) < PRICE_RISE ? price : price * 1.12)
              .with("currency", random.nextInt(4) == 0 ? "USD" : "EUR")
              .with("status", open ? "open" : "paid")
              .with("due_at", at(day.plusDays(14 + random.nextInt(17)), 0))
              .with("event_time", at(day, random.nextInt(24))));
    }
    return all;
  }

  private List<Fields> usage(LocalDate day, double each) {
    List<Fields> all = new ArrayList<>();
    double weekend = isOff(day) ? .25 : 1;
    int n = poisson(accounts(day) * each * weekend);
    for (int i = 0; i < n; i++) {
      int account = skewed(accounts(day));
      all.add(
          new Fields()
              .with("source_key", "e" + events++)
              .with("account_key", "A" + account)
              .with("user_key", "U" + account + "." + random.nextInt(4))
              .with("event", List.of("login", "view", "edit", "export").get(random.nextInt(4)))
              .with("quantity", (double) (1 + random.nextInt(5)))
              .with("event_time", working(day)));
    }
    return all;
  }

  private int skewed(int accounts) {
    double u = random.nextDouble();
    return (int) (accounts * u * u);
  }

  private int poisson(double mean) {
    return Math.max(0, (int) Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
  }

  private Instant working(LocalDate day) {
    double hour = Math.min(23.9, Math.max(0, 12.5 + 2.4 * random.nextGaussian()));
    return at(day, 0).plusSeconds((long) (hour * 3600));
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atStartOfDay(ZONE).plusHours(hour).toInstant();
  }

  /** What a load of these records is seen as. */
  Delivery delivery(LocalDate day, List<Fields> records, long quarantined) {
    String name = day.toString();
    if (which == Which.MONTHLY_USAGE) {
      name = name.substring(0, 7);
    }
    return profiled(
        which.name().toLowerCase(java.util.Locale.ROOT), name, day, records, quarantined);
  }

  private static Delivery profiled(
      String export, String name, LocalDate landed, List<Fields> records, long quarantined) {
    Map<String, ColumnCounter> counters = new TreeMap<>();
    long content = 0;
    long facts = 0;
    for (Fields fields : records) {
      content += hash(fields.toString());
      Fields said = new Fields();
      fields.forEach(
          (column, value) -> {
            if (!column.equals("source_key") && kind(column) != ColumnProfile.Kind.TIME) {
              said.put(column, value);
            }
          });
      facts += hash(said.toString());
      fields.forEach(
          (column, value) ->
              counters
                  .computeIfAbsent(
                      column, c -> new ColumnCounter(export, c, kind(c), c.equals("name"), ZONE))
                  .add(
                      value == null ? null : value.toString(),
                      value instanceof Instant t
                          ? Double.valueOf((double) t.getEpochSecond())
                          : value instanceof Double d ? d : null,
                      value == null ? 0 : hash(value.toString()),
                      column.equals("source_key")
                          ? hash(
                              String.valueOf(
                                  fields.getOrDefault("account_key", fields.get("name"))))
                          : 0));
    }
    return new Delivery(
        "sim",
        export,
        export + "." + landed,
        name,
        landed,
        records.size() + quarantined,
        quarantined,
        content,
        facts,
        counters.values().stream().map(ColumnCounter::profile).toList());
  }

  private static ColumnProfile.Kind kind(String column) {
    if (column.endsWith("_key")) {
      return ColumnProfile.Kind.KEY;
    }
    if (column.endsWith("_at") || column.equals("event_time")) {
      return ColumnProfile.Kind.TIME;
    }
    return Set.of("mrr", "amount", "seats", "employees", "quantity").contains(column)
        ? ColumnProfile.Kind.NUMBER
        : ColumnProfile.Kind.WORD;
  }

  /** Hashes of similar texts lie far apart. */
  private static long hash(String text) {
    long h = 1125899906842597L;
    for (int i = 0; i < text.length(); i++) {
      h = 31 * h + text.charAt(i);
    }
    h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }
}
