package io.holdfast.job.step;

import io.holdfast.table.Activity;
import io.holdfast.table.AppUser;
import io.holdfast.table.Contact;
import io.holdfast.table.Discount;
import io.holdfast.table.Goal;
import io.holdfast.table.Invoice;
import io.holdfast.table.InvoiceLine;
import io.holdfast.table.Milestone;
import io.holdfast.table.Opportunity;
import io.holdfast.table.Payment;
import io.holdfast.table.Signal;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** What records of each entity may say, with gaps, by chance. */
final class RandomValues {
  private final Random random;

  /** How many records of an entity an account has. */
  static final Map<Table, Integer> RECORDS =
      Map.ofEntries(
          Map.entry(Ticket.TABLE, 14),
          Map.entry(Payment.TABLE, 8),
          Map.entry(Invoice.TABLE, 6),
          Map.entry(InvoiceLine.TABLE, 6),
          Map.entry(Discount.TABLE, 3),
          Map.entry(SurveyResponse.TABLE, 7),
          Map.entry(Activity.TABLE, 30),
          Map.entry(Contact.TABLE, 6),
          Map.entry(AppUser.TABLE, 5),
          Map.entry(Opportunity.TABLE, 8),
          Map.entry(Goal.TABLE, 5),
          Map.entry(Milestone.TABLE, 5),
          Map.entry(Signal.TABLE, 5));

  private final Map<Table, Supplier<Map<String, Object>>> values =
      Map.ofEntries(
          Map.entry(Ticket.TABLE, this::ticket),
          Map.entry(Payment.TABLE, this::payment),
          Map.entry(Invoice.TABLE, this::invoice),
          Map.entry(InvoiceLine.TABLE, this::invoiceLine),
          Map.entry(Discount.TABLE, this::discount),
          Map.entry(SurveyResponse.TABLE, this::survey),
          Map.entry(Activity.TABLE, this::activity),
          Map.entry(Contact.TABLE, this::contact),
          Map.entry(AppUser.TABLE, this::appUser),
          Map.entry(Opportunity.TABLE, this::opportunity),
          Map.entry(Goal.TABLE, this::goal),
          Map.entry(Milestone.TABLE, this::milestone),
          Map.entry(Signal.TABLE, this::signal),
          Map.entry(SourceAccount.TABLE, this::sourceAccount));

  RandomValues(Random random) {
    this.random = random;
  }

  /** Values of one version of a record. */
  Map<String, Object> of(Table table) {
    return values.get(table).get();
  }

  private Map<String, Object> ticket() {
    Map<String, Object> ticket = new HashMap<>();
    ticket.put("user_key", maybe("asker" + random.nextInt(4)));
    ticket.put("status", pick("new", "open", "pending", "solved", "closed"));
    ticket.put("priority", pick("low", "urgent"));
    ticket.put("escalated", random.nextBoolean());
    ticket.put("reopened", maybe((long) random.nextInt(3)));
    ticket.put("first_response_minutes", maybe(random.nextInt(500) / 4.0));
    ticket.put("resolution_hours", maybe(random.nextInt(500) / 8.0));
    ticket.put("satisfaction", maybe(1.0 + random.nextInt(5)));
    ticket.put("first_response_business_hours", maybe(random.nextInt(500) / 32.0));
    ticket.put("resolution_business_hours", maybe(random.nextInt(500) / 16.0));
    return ticket;
  }

  private Map<String, Object> payment() {
    Map<String, Object> payment = money(900);
    payment.put("status", pick("succeeded", "succeeded", "failed", "disputed", "refunded"));
    return payment;
  }

  private Map<String, Object> invoice() {
    Instant due = moment();
    Map<String, Object> invoice = money(9_000);
    invoice.put("status", pick("open", "paid", "paid", "void", "uncollectible"));
    invoice.put("due_at", Timestamp.from(due));
    invoice.put(
        "paid_at",
        maybe(Timestamp.from(due.plusSeconds(random.nextInt(600_000)).minusSeconds(300_000))));
    return invoice;
  }

  private Map<String, Object> invoiceLine() {
    Map<String, Object> line = money(900);
    if (random.nextInt(5) == 0) {
      line.put("amount", ((BigDecimal) line.get("amount")).negate());
    }
    line.put("subscription_key", pick("s1", "s2", null));
    return line;
  }

  private Map<String, Object> discount() {
    Map<String, Object> discount = money(90);
    discount.put("end_at", maybe(Timestamp.from(moment())));
    return discount;
  }

  private Map<String, Object> survey() {
    return values("kind", pick("nps", "csat"), "score", maybe((double) random.nextInt(11)));
  }

  private Map<String, Object> activity() {
    String kind =
        pick(
            "meeting",
            "meeting",
            "call",
            "mail",
            "marketing_mail",
            "marketing_mail",
            "community",
            "training",
            "reference",
            "note");
    String status =
        kind.equals("marketing_mail")
            ? pick("sent", "delivered", "opened", "clicked", "bounced", "dropped", "unsubscribed")
            : pick("planned", "held", "held", "missed", null);
    return values("kind", kind, "status", status);
  }

  private Map<String, Object> contact() {
    Map<String, Object> contact =
        values(
            "role", pick("champion", "Economic Buyer", "decision maker", "user", null),
            "title", pick("CEO", "Chief of Staff", "Vice President", "Engineer", null));
    contact.put("opted_out", pick(true, false, null));
    contact.put("left_on", random.nextInt(3) == 0 ? day() : null);
    contact.put("merged_into_key", random.nextInt(6) == 0 ? "other" : null);
    return contact;
  }

  private Map<String, Object> sourceAccount() {
    return values("employees", maybe((long) random.nextInt(500)));
  }

  private Map<String, Object> appUser() {
    return values(
        "role",
        pick("Admin", "workspace admin", "member", null),
        "title",
        pick("CTO", "Analyst", "Vice President", null, null));
  }

  private Map<String, Object> opportunity() {
    Map<String, Object> opportunity = money(100_000);
    opportunity.put("kind", pick("expansion", "renewal", "new"));
    opportunity.put("stage", pick("Proposal", "Negotiation", "Closed Won", "Closed Lost"));
    opportunity.put("close_on", maybe(day()));
    return opportunity;
  }

  private Map<String, Object> goal() {
    return values("status", pick("set", "set", "reached", "missed"), "due_on", maybe(day()));
  }

  private Map<String, Object> milestone() {
    return values(
        "status", pick("open", "done"), "name", pick("kick-off", "import", "go live", null));
  }

  private Map<String, Object> signal() {
    return values(
        "kind",
        pick("funding", "hiring", "merger", "leadership_change", "tag", "payment_method"),
        "attributes",
        maybe(Map.of("expires_on", moment().toString())));
  }

  /** An amount of more than nothing and its currency. */
  Map<String, Object> money(int most) {
    return values(
        "amount",
        BigDecimal.valueOf(1 + random.nextInt(most * 100), 2),
        "currency",
        pick("USD", "EUR", "GBP"));
  }

  /** An instant of the history, often close to a midnight or on leap day. */
  Instant moment() {
    return moment(RandomHistory.SPAN);
  }

  Instant moment(int days) {
    LocalDate day = RandomHistory.FIRST.plusDays(random.nextInt(days));
    if (random.nextInt(40) == 0) {
      day = LocalDate.of(2024, 2, 29);
    }
    Instant midnight = midnight(day);
    return switch (random.nextInt(10)) {
      case 0 -> midnight;
      case 1, 2, 3 -> midnight.plusMillis(random.nextInt(7_200_000) - 3_600_000);
      default -> midnight.plusMillis(random.nextInt(86_400_000));
    };
  }

  static Instant midnight(LocalDate day) {
    return day.atStartOfDay(RandomHistory.ZONE).toInstant();
  }

  /** When something that happened then is known: at once, hours or weeks later. */
  Instant later(Instant event) {
    return switch (random.nextInt(4)) {
      case 0 -> event.plus(Duration.ofHours(random.nextInt(700)));
      case 1 -> event.plusSeconds(random.nextInt(7_200));
      default -> event.plusSeconds(1);
    };
  }

  private Date day() {
    return Date.valueOf(RandomHistory.FIRST.plusDays(random.nextInt(RandomHistory.SPAN + 60)));
  }

  <T> T maybe(T value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  @SafeVarargs
  final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  private static Map<String, Object> values(Object... keysAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return values;
  }
}
