package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.check.Expectation;
import io.holdfast.check.Expectations;
import io.holdfast.check.Severity;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.LandedFile;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AccountScore;
import io.holdfast.table.CheckResult;
import io.holdfast.table.Customer360;
import io.holdfast.table.Discount;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.Quarantine;
import io.holdfast.table.Schedule;
import io.holdfast.table.Signal;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.SubscriptionItem;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Ticket;
import io.holdfast.table.UsageEvent;
import io.holdfast.table.Wanted;
import io.holdfast.time.AsOf;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckStepTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  private static final Path CONF = Path.of("..").toAbsolutePath().normalize().resolve("conf");
  @TempDir Path folder;
  private Control control;
  private final MemoryLake lake = new MemoryLake();

  @BeforeEach
  void open() {
    control = Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void anEmptyLakePassesTheShippedChecks() {
    assertThat(step(shipped("expectations.yaml")).run(context()).note())
        .startsWith("all 13 checks");
  }

  @Test
  void factsWithoutAccountAndTooManyQuarantinedRecordsWarn() {
    Timestamp time = Timestamp.valueOf("2024-12-01 00:00:00");
    TableRows tickets = TableRows.of(Ticket.TABLE);
    for (String key : List.of("t1", "t2", "t3")) {
      tickets.row(
          "source",
          "zendesk",
          "source_key",
          key,
          "event_time",
          time,
          "known_at",
          time,
          "account_key",
          key.equals("t1") ? "o1" : null);
    }
    lake.with(Ticket.TABLE, tickets.rows());
    lake.with(
        AccountLink.TABLE,
        TableRows.of(AccountLink.TABLE)
            .row("source", "zendesk", "source_key", "o1", "account_id", "hf_1")
            .rows());
    control
        .files()
        .record(
            "zendesk.tickets.2024-01-01.b",
            "zendesk",
            "tickets",
            List.of(new LandedFile("t.csv", 9, 150)),
            List.of());
    TableRows bad = TableRows.of(Quarantine.TABLE);
    for (long record = 1; record <= 3; record++) {
      bad.row("source", "zendesk", "export", "tickets", "file", "t.csv", "record_no", record);
    }
    lake.with(Quarantine.TABLE, bad.rows());

    step(new Expectations(null, List.of())).run(context());

    assertThat(results())
        .containsEntry(
            "facts_without_account",
            "warn 2 null 2 facts belong to no account: no link has their source and account key."
                + " For example: zendesk ticket 2.")
        .containsEntry(
            "quarantined_records",
            "warn 3 1 3 of 150 landed records lie in quarantine. For example: zendesk tickets 3.");
  }

  @Test
  void unknownMrrDiscountsAndTimeZonesWarn() {
    Timestamp time = Timestamp.valueOf("2024-12-01 00:00:00");
    TableRows subscriptions = TableRows.of(Subscription.TABLE);
    for (String key : List.of("told", "priced by its item", "cut", "without a price")) {
      subscriptions.row(
          "source",
          "stripe",
          "source_key",
          key,
          "event_time",
          time,
          "known_at",
          time,
          "status",
          "active",
          "mrr",
          key.equals("told") ? new BigDecimal("5.00") : null,
          "mrr_unknown",
          key.equals("cut") ? "has_more" : null);
    }
    lake.with(Subscription.TABLE, subscriptions.rows());
    lake.with(
        SubscriptionItem.TABLE,
        TableRows.of(SubscriptionItem.TABLE)
            .row(
                "source",
                "stripe",
                "source_key",
                "i1",
                "event_time",
                time,
                "known_at",
                time,
                "subscription_key",
                "priced by its item",
                "mrr",
                new BigDecimal("7.00"))
            .rows());
    lake.with(
        Discount.TABLE,
        TableRows.of(Discount.TABLE)
            .row(
                "source",
                "stripe",
                "source_key",
                "coupon:c1",
                "known_at",
                time,
                "coupon",
                "c1",
                "percent_off",
                20.0)
            .row(
                "source",
                "stripe",
                "source_key",
                "di_1",
                "known_at",
                time,
                "coupon",
                "c1",
                "account_key",
                "cus_1")
            .row(
                "source",
                "stripe",
                "source_key",
                "di_2",
                "known_at",
                time,
                "coupon",
                "c2",
                "account_key",
                "cus_1")
            .rows());
    TableRows schedules = TableRows.of(Schedule.TABLE);
    for (String zone : List.of("Riga", "Atlantis")) {
      schedules.row(
          "source",
          "zendesk",
          "source_key",
          zone,
          "event_time",
          time,
          "known_at",
          time,
          "schedule_key",
          "s1",
          "time_zone",
          zone);
    }
    lake.with(Schedule.TABLE, schedules.rows());

    step(new Expectations(null, List.of())).run(context());

    assertThat(results())
        .containsEntry(
            "mrr_is_known",
            "warn 2 null 2 active subscriptions whose MRR is unknown: they count as none. For"
                + " example: stripe cut (has_more), stripe without a price (neither it nor its"
                + " items and plans tell a price in its currency).")
        .containsEntry(
            "discounts_are_known",
            "warn 1 null 1 redeemed discounts say neither percent nor amount, and no coupon of"
                + " theirs does: MRR is told without them. For example: stripe di_2 (coupon c2).")
        .containsEntry(
            "time_zones_are_known",
            "warn 1 null 1 support schedules in a time zone that nobody knows: they open nothing,"
                + " so that the company's own hours count. For example: zendesk s1 (Atlantis).");
  }

  @Test
  void everythingThatHoldsTheNightIsTold() {
    Date day = Date.valueOf(DAY);
    Timestamp time = Timestamp.valueOf("2024-12-01 00:00:00");
    lake.with(
        PeriodClose.TABLE,
        TableRows.of(PeriodClose.TABLE)
            .row("month", Date.valueOf("2024-11-01"), "difference", new BigDecimal("0.01"))
            .row("month", Date.valueOf("2024-12-01"), "difference", new BigDecimal("0.00"))
            .rows());
    lake.with(
        Customer360.TABLE,
        TableRows.of(Customer360.TABLE)
            .row("as_of", day, "account_id", "hf_1", "mrr", new BigDecimal("10.00"))
            .row("as_of", day, "account_id", "hf_2")
            .row("as_of", day, "account_id", "hf_2")
            .rows());
    lake.with(
        AccountScore.TABLE,
        TableRows.of(AccountScore.TABLE)
            .row("as_of", day, "account_id", "a", "outcome", "churn", "status", "abstained")
            .row("as_of", day, "account_id", "b", "outcome", "churn", "status", "fresh")
            .rows());
    lake.with(
        Subscription.TABLE,
        TableRows.of(Subscription.TABLE)
            .row(
                "source", "stripe", "source_key", "sub_1", "account_key", "cus_1", "known_at", time)
            .row(
                "source", "stripe", "source_key", "sub_2", "account_key", "cus_1", "known_at", time)
            .rows());
    lake.with(
        AccountLink.TABLE,
        TableRows.of(AccountLink.TABLE)
            .row("source", "stripe", "source_key", "cus_1", "account_id", "hf_1")
            .rows());
    CheckStep step = step(new Expectations(null, List.of()));

    assertThatThrownBy(() -> step.run(context()))
        .isInstanceOf(HeldException.class)
        .hasMessage(
            "4 of 9 checks hold the night. bridge_closes: 1 months whose MRR bridge does not close"
                + " to 0.00. For example: 2024-11 by 0.01. mrr_agrees: 1 accounts whose MRR in"
                + " customer_360 is not the one in account_mrr. For example: hf_1 has"
                + " 10.00 in customer_360 and 0.00 in account_mrr from stripe sub_1 and stripe sub_2."
                + " scores_have_status: 1 scores whose status is missing or does not fit their"
                + " probability. For example: churn b. keys_are_unique: 1 keys of derived tables"
                + " name more than one row. For example: customer_360 1. Nothing is released; mend"
                + " the data and run it again, or choose severity warn in expectations.yaml.");
    assertThat(results().get("bridge_closes")).startsWith("fail 1 null");
  }

  @Test
  void checksSeeTheDayOnly() {
    TableRows tickets = TableRows.of(Ticket.TABLE);
    for (String known : List.of("2024-12-01", "2024-12-31", "2025-01-01")) {
      Timestamp time = Timestamp.valueOf(known + " 12:00:00");
      tickets.row(
          "source", "s", "source_key", "t1", "event_time", time, "known_at", time, "status", known);
    }
    lake.with(Ticket.TABLE, tickets.rows());
    Expectation check =
        new Expectation(
            "tickets",
            "{found} versions, last of {day_seen} {status}.",
            Severity.WARN,
            "select (select count(*) from ticket_versions) as found, {day} as day_seen, status,"
                + " 2 as expected from ticket",
            null,
            null);
    step(new Expectations(null, List.of(check))).run(context());
    assertThat(results())
        .containsEntry("tickets", "pass 2 2 2 versions, last of 2024-12-31 2024-12-31.");
    assertThat(TestSpark.session().catalog().tableExists("ticket")).isFalse();
  }

  @Test
  void checkThatCannotRunIsNamed() {
    assertThatThrownBy(() -> step(one("select nothing from ticket")).run(context()))
        .hasMessageStartingWith("check mine cannot run: ")
        .hasMessageContaining("nothing");
    assertThatThrownBy(() -> step(one("select cast('x' as int) as found")).run(context()))
        .hasMessageStartingWith("check mine cannot run: ");
    assertThatThrownBy(() -> step(one("select 1 as found where false")).run(context()))
        .hasMessage("check mine: its sql gives no row; it should give one, with a count");
  }

  @Test
  void contradictionsOfRavenStackAreReported() {
    Path data = Wanted.data("ravenstack");
    lake.with(
        UsageEvent.TABLE,
        entity(
            UsageEvent.TABLE,
            data.resolve("ravenstack_feature_usage.csv"),
            Map.of(
                "source",
                "'ravenstack_subscription'",
                "source_key",
                "usage_id",
                "account_key",
                "subscription_id",
                "event_time",
                "timestamp(usage_date)")));
    lake.with(
        Subscription.TABLE,
        entity(
            Subscription.TABLE,
            data.resolve("ravenstack_subscriptions.csv"),
            Map.of(
                "source",
                "'ravenstack'",
                "source_key",
                "subscription_id",
                "start_at",
                "timestamp(start_date)",
                "event_time",
                "timestamp(start_date)")));
    lake.with(
        SourceAccount.TABLE,
        entity(
            SourceAccount.TABLE,
            data.resolve("ravenstack_accounts.csv"),
            Map.of(
                "source",
                "'ravenstack'",
                "source_key",
                "account_id",
                "attributes",
                "map('churn_flag', churn_flag)",
                "event_time",
                "timestamp(signup_date)")));
    lake.with(
        Signal.TABLE,
        entity(
            Signal.TABLE,
            data.resolve("ravenstack_churn_events.csv"),
            Map.of(
                "source",
                "'ravenstack'",
                "source_key",
                "churn_event_id",
                "account_key",
                "account_id",
                "kind",
                "'churn_event'",
                "event_time",
                "timestamp(churn_date)")));

    step(shipped("examples/ravenstack/expectations.yaml")).run(context());

    assertThat(results().get("usage_before_subscription"))
        .startsWith("warn 19142 null 19,142 of 25,000 usage rows lie before");
    assertThat(results().get("repeated_usage_ids"))
        .startsWith("warn 21 null 21 usage ids stand on more than one row.");
    assertThat(results().get("flagged_accounts_against_churn_events"))
        .startsWith(
            "warn 110 352 110 accounts are flagged as churned, but 352 have a churn event; 75 of");
  }

  private static Dataset<Row> entity(Table table, Path csv, Map<String, String> columns) {
    Map<String, String> all = new TreeMap<>(columns);
    all.put("known_at", columns.get("event_time"));
    return TestSpark.session()
        .read()
        .option("header", true)
        .csv(csv.toString())
        .selectExpr(
            java.util.Arrays.stream(table.schema().fields())
                .map(
                    field ->
                        "cast(%s as %s) as %s"
                            .formatted(
                                all.getOrDefault(field.name(), "null"),
                                field.dataType().sql(),
                                field.name()))
                .toArray(String[]::new));
  }

  private static Expectations one(String sql) {
    return new Expectations(
        null, List.of(new Expectation("mine", "{found}", Severity.WARN, sql, null, null)));
  }

  private static Expectations shipped(String file) {
    Problems problems = new Problems();
    Expectations read =
        new Yaml(problems, name -> null).read(CONF.resolve(file), Expectations.class);
    assertThat(problems.all()).isEmpty();
    return read;
  }

  private static CheckStep step(Expectations expectations) {
    return new CheckStep(expectations);
  }

  private StepContext context() {
    return new StepContext(
        TestSpark.session(), null, new AsOf(DAY, ZoneOffset.UTC), "run", lake, control);
  }

  /** Status, found, expected and detail by check. */
  private Map<String, String> results() {
    Map<String, String> results = new TreeMap<>();
    for (Row row : lake.read(CheckResult.TABLE).collectAsList()) {
      results.put(
          row.getString(1),
          "%s %s %s %s".formatted(row.get(2), row.get(3), row.get(4), row.get(5)));
    }
    return results;
  }
}
