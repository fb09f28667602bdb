package io.holdfast.load;

import io.holdfast.load.SimulatedExport.Fields;
import io.holdfast.load.SimulatedExport.Which;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A way in which a delivery goes wrong, and what is right then. */
enum Corruption {
  USAGE_MISSING(Which.USAGE, Right.DEGRADED, none()),
  MONTH_OF_USAGE_MISSING(Which.MONTHLY_USAGE, Right.DEGRADED, none()),
  TICKETS_MISSING(Which.TICKETS, Right.DEGRADED, none()),
  USAGE_FROZEN(Which.USAGE, Right.DEGRADED, before()),
  MONTH_OF_USAGE_FROZEN(Which.MONTHLY_USAGE, Right.DEGRADED, before()),
  INVOICES_FROZEN(Which.INVOICES, Right.DEGRADED, before()),
  USAGE_REDATED(Which.USAGE, Right.HELD, before().andThen(all -> redated(all, 1))),
  MONTH_REDATED(Which.MONTHLY_USAGE, Right.HELD, before().andThen(all -> redated(all, 31))),
  USAGE_SHRUNKEN(Which.USAGE, Right.DEGRADED, part(.2)),
  MONTH_SHRUNKEN(Which.MONTHLY_USAGE, Right.DEGRADED, part(.3)),
  SUBSCRIPTIONS_SHRUNKEN(Which.SUBSCRIPTIONS, Right.DEGRADED, part(.3)),
  ACCOUNTS_SHRUNKEN(Which.ACCOUNTS, Right.DEGRADED, part(.1)),
  USAGE_DOUBLED(Which.USAGE, Right.NOT_FRESH, Corruption::doubled),
  MRR_IN_CENTS(Which.SUBSCRIPTIONS, Right.HELD, each(times("mrr", 100))),
  MRR_PER_YEAR(Which.SUBSCRIPTIONS, Right.HELD, each(times("mrr", 12))),
  AMOUNTS_IN_CENTS(Which.INVOICES, Right.HELD, each(times("amount", 100))),
  AMOUNTS_IN_THOUSANDS(Which.INVOICES, Right.HELD, each(times("amount", .001))),
  SOME_MRR_IN_CENTS(Which.SUBSCRIPTIONS, Right.HELD, some(.3, times("mrr", 100))),
  NEGATIVE_MRR(Which.SUBSCRIPTIONS, Right.HELD, each(times("mrr", -1))),
  NEGATIVE_AMOUNTS(Which.INVOICES, Right.HELD, each(times("amount", -1))),
  MRR_ZERO(Which.SUBSCRIPTIONS, Right.HELD, each(times("mrr", 0))),
  MRR_EMPTY(Which.SUBSCRIPTIONS, Right.HELD, each(to("mrr", null))),
  USAGE_SHIFTED_ZONE(Which.MONTHLY_USAGE, Right.HELD, each(moved(Duration.ofHours(7)))),
  USAGE_IN_THE_FUTURE(Which.USAGE, Right.HELD, each(moved(Duration.ofDays(365)))),
  USAGE_YEARS_AGO(Which.USAGE, Right.HELD, each(moved(Duration.ofDays(-365)))),
  TICKETS_AT_ONE_INSTANT(
      Which.MONTHLY_USAGE,
      Right.HELD,
      each(to("event_time", Instant.EPOCH.plus(Duration.ofDays(19_900))))),
  USAGE_OF_ONE_ACCOUNT(Which.USAGE, Right.HELD, each(to("account_key", "A7"))),
  ACCOUNT_KEYS_EMPTY(Which.USAGE, Right.HELD, each(to("account_key", null))),
  ACCOUNT_KEYS_WRITTEN_OTHERWISE(Which.USAGE, Right.HELD, each(prefixed("account_key", "0015"))),
  ACCOUNTS_NUMBERED_ANEW(Which.ACCOUNTS, Right.HELD, each(prefixed("source_key", "n"))),
  ACCOUNT_KEYS_REUSED(Which.ACCOUNTS, Right.HELD, Corruption::reused),
  STATUS_TRANSLATED(Which.SUBSCRIPTIONS, Right.HELD, each(prefixed("status", "ist "))),
  EVENTS_RENAMED(Which.USAGE, Right.HELD, each(prefixed("event", "app."))),
  ONE_EVENT_RENAMED(Which.USAGE, Right.HELD, each(renamed("event", "login", "sign-in"))),
  TICKETS_ALL_URGENT(Which.TICKETS, Right.HELD, each(to("priority", "high"))),
  CURRENCY_CHANGED(Which.SUBSCRIPTIONS, Right.HELD, each(to("currency", "JPY"))),
  ALL_ENDED(Which.SUBSCRIPTIONS, Right.HELD, each(to("status", "ended"))),
  ALL_DELETED(Which.SUBSCRIPTIONS, Right.HELD, each(to("deleted", true))),
  ACCOUNTS_DELETED(Which.ACCOUNTS, Right.HELD, each(to("deleted", true))),
  ALL_REJECTED(Which.MONTHLY_USAGE, Right.HELD, all -> List.of()),
  ROWS_SHUFFLED(Which.SUBSCRIPTIONS, Right.HEALED, Corruption::shuffled),
  ONE_RECORD_ODD(Which.SUBSCRIPTIONS, Right.HEALED, Corruption::oneOdd);

  /** What is right to make of it. */
  enum Right {
    HEALED,
    DEGRADED,
    HELD,
    /** Degraded or held. */
    NOT_FRESH
  }

  /** The records of the day and of the delivery before. */
  record Deliveries(List<Fields> now, List<Fields> before) {}

  final Which which;
  final Right right;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Wrong wrong;

  Corruption(Which which, Right right, Wrong wrong) {
    this.which = which;
    this.right = right;
    this.wrong = wrong;
  }

  /** How records go wrong. */
  interface Wrong {
    List<Fields> of(Deliveries deliveries, Random random);

    default Wrong andThen(java.util.function.UnaryOperator<List<Fields>> more) {
      return (deliveries, random) -> more.apply(of(deliveries, random));
    }
  }

  Corruption(Which which, Right right, java.util.function.UnaryOperator<List<Fields>> wrong) {
    this(which, right, (Wrong) (deliveries, random) -> wrong.apply(deliveries.now()));
  }

  boolean isMissing() {
    return name().endsWith("MISSING");
  }

  List<Fields> of(List<Fields> now, List<Fields> before, Random random) {
    return wrong.of(new Deliveries(copied(now), copied(before)), random);
  }

  private static List<Fields> copied(List<Fields> all) {
    return all.stream().map(Corruption::copied).toList();
  }

  private static Fields copied(Fields fields) {
    Fields copy = new Fields();
    copy.putAll(fields);
    return copy;
  }

  private static Wrong none() {
    return (deliveries, random) -> List.of();
  }

  private static Wrong before() {
    return (deliveries, random) -> deliveries.before();
  }

  private static Wrong part(double share) {
    return (deliveries, random) ->
        deliveries.now().stream().filter(f -> random.nextDouble() < share).toList();
  }

  private static Wrong each(Consumer<Fields> change) {
    return some(1, change);
  }

  private static Wrong some(double share, Consumer<Fields> change) {
    return (deliveries, random) -> {
      deliveries.now().stream().filter(f -> random.nextDouble() < share).forEach(change);
      return deliveries.now();
    };
  }

  private static Consumer<Fields> times(String column, double factor) {
    return fields -> fields.computeIfPresent(column, (c, value) -> (Double) value * factor);
  }

  private static Consumer<Fields> to(String column, Object value) {
    return fields -> fields.put(column, value);
  }

  private static Consumer<Fields> prefixed(String column, String prefix) {
    return fields -> fields.computeIfPresent(column, (c, value) -> prefix + value);
  }

  private static Consumer<Fields> renamed(String column, String from, String to) {
    return fields -> fields.computeIfPresent(column, (c, value) -> value.equals(from) ? to : value);
  }

  private static Consumer<Fields> moved(Duration by) {
    return fields ->
        fields.computeIfPresent("event_time", (c, value) -> ((Instant) value).plus(by));
  }

  private static List<Fields> redated(List<Fields> all, int days) {
    all.forEach(moved(Duration.ofDays(days)));
    for (int i = 0; i < all.size(); i++) {
      all.get(i).put("source_key", "again" + i);
    }
    return all;
  }

  private static List<Fields> doubled(List<Fields> all) {
    List<Fields> doubled = new ArrayList<>(all);
    IntStream.range(0, all.size())
        .mapToObj(i -> copied(all.get(i)).with("source_key", "twin" + i))
        .forEach(doubled::add);
    return doubled;
  }

  private static List<Fields> reused(List<Fields> all) {
    for (int i = 0; i < all.size(); i++) {
      all.get(i).put("name", "Other " + i);
    }
    return all;
  }

  private static List<Fields> shuffled(List<Fields> all) {
    List<Fields> shuffled = new ArrayList<>(all);
    java.util.Collections.shuffle(shuffled, new Random(1));
    return shuffled;
  }

  private static List<Fields> oneOdd(List<Fields> all) {
    all.get(0).put("status", "odd");
    return all;
  }

  /** Days of the year on which it happens. */
  static LocalDate day(Which which, Random random) {
    LocalDate day = SimulatedExport.START.plusDays(200 + random.nextInt(140));
    return which == Which.MONTHLY_USAGE ? day.withDayOfMonth(day.lengthOfMonth()) : day;
  }
}
