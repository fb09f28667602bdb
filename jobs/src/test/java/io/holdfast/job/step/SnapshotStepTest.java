package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Activity;
import io.holdfast.table.AttributeType;
import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.Contact;
import io.holdfast.table.Customer360;
import io.holdfast.table.Feature;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Ticket;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import io.holdfast.time.AsOf;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

class SnapshotStepTest {
  private static final Catalogue CATALOGUE = catalogue(28);

  private final MemoryLake lake =
      new MemoryLake()
          .with(
              Account.TABLE,
              TableRows.of(Account.TABLE)
                  .row("account_id", "hf-1", "first_seen", at("2024-01-10"))
                  .row("account_id", "hf-2", "first_seen", at("2024-03-10"))
                  .rows())
          .with(
              AccountLink.TABLE,
              TableRows.of(AccountLink.TABLE)
                  .row("source", "segment", "source_key", "s1", "account_id", "hf-1")
                  .row("source", "segment", "source_key", "s2", "account_id", "hf-2")
                  .rows());

  @Test
  void eventsThatCameBeforeAreNotCountedAgain() {
    append("b1", "e1", "e2");
    assertThat(usage().rows()).isEqualTo(Map.of("usage_daily", 1L));
    append("b2", "e2", "e3");
    append("b3", "e3", "e4");

    assertThat(usage().note()).isEqualTo("loads rolled up: 2");
    assertThat(usage().note()).isEqualTo("no new usage events");
    assertThat(lake.read(UsageDaily.TABLE).selectExpr("sum(n)").first().getLong(0)).isEqualTo(4);
  }

  @Test
  void theFirstNightBuildsEveryMonthEndAndTheNextOnlyItsDay() {
    append("b1", "e1", "e2");
    usage();

    assertThat(snapshot(CATALOGUE, 15).note()).isEqualTo("days built: 2, from 2024-02-29");
    assertThat(snapshot(CATALOGUE, 15).note()).isEqualTo("days built: 1, from 2024-03-15");
    assertThat(lake.read(Feature.TABLE).count()).isEqualTo(2);
  }

  @Test
  void thereIsNoMonthEndBeforeAnythingHappened() {
    lake.with(
        Activity.TABLE,
        TableRows.of(Activity.TABLE)
            .row(
                "source",
                "segment",
                "source_key",
                "m1",
                "account_key",
                "s1",
                "event_time",
                at("2023-11-01"),
                "known_at",
                at("2023-11-01"))
            .rows());
    append("b1", "e1");
    usage();
    Map<String, FeatureDefinition> features = new LinkedHashMap<>(CATALOGUE.features());
    features.put("meetings_28d", CountFeature.of(Activity.TABLE.name(), 28));

    assertThat(snapshot(new Catalogue(CATALOGUE.cells(), features), 15).note())
        .isEqualTo("days built: 2, from 2024-02-29");
  }

  @Test
  void anotherCatalogueBuildsTheMonthEndsAgain() {
    append("b1", "e1");
    usage();
    snapshot(CATALOGUE, 15);

    assertThat(snapshot(catalogue(7), 16).note()).isEqualTo("days built: 2, from 2024-02-29");
  }

  @Test
  void noneHappenedIsZeroAndNothingDeliveredIsUnknown() {
    append("b1", "e1", "e2");
    usage();
    snapshot(CATALOGUE, 15);

    assertThat(
            lake.read(Customer360.TABLE)
                .selectExpr("concat_ws(' ', as_of, account_id, events_28d, tickets_28d)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder(
            "2024-02-29 hf-1 2.0", "2024-03-15 hf-1 0.0", "2024-03-15 hf-2 0.0");
  }

  @Test
  void attributeOfTheCrmsAccountIsUnknownBeforeItWasKnown() {
    String[] tracked = {"event_time", "deleted", "name", "attributes.tier"};
    lake.with(
            Account.TABLE,
            TableRows.of(Account.TABLE)
                .row(
                    "account_id",
                    "hf-1",
                    "first_seen",
                    at("2024-01-10"),
                    "crm_source",
                    "crm",
                    "crm_key",
                    "a1")
                .rows())
        .with(
            SourceAccount.TABLE,
            TableRows.of(SourceAccount.TABLE)
                .row(account("2024-02-10", Map.of("tier", "gold"), tracked))
                .row(account("2024-03-05", Map.of("seats", "7.5"), "attributes.seats"))
                .row(account("2024-03-14", Map.of("tier", "basic"), tracked))
                .row(account("2024-03-16", Map.of("seats", "9"), "attributes.seats"))
                .rows());
    Map<String, FeatureDefinition> features = new LinkedHashMap<>();
    features.put("tier", attribute("tier", null));
    features.put("seats_limit", attribute("seats", AttributeType.NUMBER));
    append("b1", "e1");
    usage();
    snapshot(new Catalogue(Map.of("events", new CellMetric(null, null)), features), 15);

    assertThat(lake.read(Customer360.TABLE).schema().apply("tier").dataType())
        .isEqualTo(Table.STRING);
    assertThat(
            lake.read(Customer360.TABLE)
                .selectExpr("concat_ws(' ', as_of, tier, seats_limit)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder("2024-02-29 gold", "2024-03-15 basic 7.5");
  }

  @Test
  void contractIsFoldedOverItsTimeAndBelongsToNobodyBeforeItsAccountIsKnown() {
    lake.with(
        Subscription.TABLE,
        TableRows.of(Subscription.TABLE)
            .row(
                subscription(
                    "2024-01-05",
                    "2024-01-05",
                    null,
                    "status",
                    "active",
                    "mrr",
                    new BigDecimal("100.00"),
                    "seats",
                    5L,
                    "currency",
                    "USD"))
            .row(
                subscription(
                    "2024-01-05", "2024-02-10", List.of("account_key"), "account_key", "s1"))
            .row(subscription("2024-02-20", "2024-03-10", List.of("seats"), "seats", 8L))
            .row(
                subscription(
                    "2024-03-01", "2024-03-01", List.of("mrr"), "mrr", new BigDecimal("150.00")))
            .rows());
    append("b1", "e1");
    usage();
    snapshot(CATALOGUE, 5);
    assertThat(contracts()).containsExactlyInAnyOrder("2024-02-29 100.00 5", "2024-03-05 150.00 5");
    snapshot(CATALOGUE, 15);
    assertThat(contracts()).containsExactly("2024-03-15 150.00 8");
  }

  @Test
  void partsOfATicketAndOfWhoAskedAreMadeWhole() {
    lake.with(
            Contact.TABLE,
            TableRows.of(Contact.TABLE)
                .row(version("c1", "2024-01-01", null, "role", "buyer"))
                .row(version("c1", "2024-02-10", "account_key", "account_key", "s1"))
                .rows())
        .with(
            Ticket.TABLE,
            TableRows.of(Ticket.TABLE)
                .row(version("t0", "2024-02-01", null, "account_key", "s1"))
                .row(version("t1", "2024-02-05", null, "user_key", "c1"))
                .row(version("t1", "2024-02-20", "status", "status", "solved"))
                .rows());
    append("b1", "e1");
    usage();
    snapshot(CATALOGUE, 1);

    assertThat(
            lake.read(Customer360.TABLE)
                .where("as_of = '2024-02-29'")
                .select("tickets_28d")
                .as(Encoders.DOUBLE())
                .collectAsList())
        .containsExactly(1.0);
  }

  @Test
  void aPartOfAnEventWaitsForWhatHappened() {
    lake.append(
        UsageEvent.TABLE,
        TableRows.of(UsageEvent.TABLE)
            .row(version("e1", "2024-02-01", "account_key", "account_key", "s1", "batch", "b1"))
            .row(version("e1", "2024-02-02", "event", "event", "Signed In", "batch", "b1"))
            .row(version("e2", "2024-02-02", "account_key", "account_key", "s1", "batch", "b1"))
            .rows(),
        "b1");
    usage();

    assertThat(
            lake.read(UsageDaily.TABLE)
                .selectExpr("concat_ws(' ', known_day, n)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly("2024-02-02 1");
  }

  private static Object[] version(String key, String known, String state, Object... values) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "source",
                "segment",
                "source_key",
                key,
                "event_time",
                at(known),
                "known_at",
                at(known),
                "deleted",
                false));
    if (state != null) {
      all.addAll(List.of("states", new String[] {state}));
    }
    all.addAll(List.of(values));
    return all.toArray();
  }

  @Test
  void revenueRisesOnTheDayOnWhichADiscountEnds() {
    Object[] discounted =
        subscription(
            "2024-01-05",
            "2024-01-05",
            null,
            "account_key",
            "s1",
            "status",
            "active",
            "mrr",
            new BigDecimal("0.00"),
            "seats",
            5L,
            "currency",
            "USD",
            "discount",
            new BigDecimal("100.00"),
            "discount_until",
            at("2024-03-10"));
    lake.with(Subscription.TABLE, TableRows.of(Subscription.TABLE).row(discounted).rows());
    append("b1", "e1");
    usage();
    snapshot(CATALOGUE, 9);
    assertThat(contracts()).isEmpty();
    snapshot(CATALOGUE, 15);
    assertThat(contracts()).containsExactly("2024-03-15 100.00 5");
    assertThat(
            lake.read(Customer360.TABLE)
                .where("active")
                .selectExpr("tenure_days")
                .first()
                .get(0)
                .toString())
        .isEqualTo("5");
  }

  private List<String> contracts() {
    return lake.read(Customer360.TABLE)
        .where("active")
        .selectExpr("concat_ws(' ', as_of, mrr, seats)")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Object[] subscription(
      String event, String known, List<String> states, Object... values) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "source",
                "segment",
                "source_key",
                "sub",
                "event_time",
                at(event),
                "known_at",
                at(known),
                "deleted",
                false));
    if (states != null) {
      all.addAll(List.of("states", states.toArray(String[]::new)));
    }
    all.addAll(List.of(values));
    return all.toArray();
  }

  private static Object[] account(String known, Map<String, String> attributes, String... states) {
    return new Object[] {
      "source",
      "crm",
      "source_key",
      "a1",
      "event_time",
      at(known),
      "known_at",
      at(known),
      "attributes",
      attributes,
      "states",
      states
    };
  }

  private static FeatureDefinition attribute(String name, AttributeType type) {
    return new FeatureDefinition(
        "source_account",
        name,
        type,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        name,
        name,
        null,
        "profile",
        null,
        null);
  }

  private StepResult usage() {
    return new UsageStep(CATALOGUE).run(context(LocalDate.of(2024, 3, 15)));
  }

  private StepResult snapshot(Catalogue catalogue, int dayOfMarch) {
    return new SnapshotStep(catalogue, ExchangeRates.none("USD"))
        .run(context(LocalDate.of(2024, 3, dayOfMarch)));
  }

  private StepContext context(LocalDate day) {
    return new StepContext(
        TestSpark.session(), null, new AsOf(day, ZoneOffset.UTC), "run-" + day, lake, null);
  }

  /** Events of account s1 on 2024-02-02, the first day of the 28 until leap day. */
  private void append(String batch, String... keys) {
    TableRows rows = TableRows.of(UsageEvent.TABLE);
    for (String key : keys) {
      rows.row(
          "source",
          "segment",
          "source_key",
          key,
          "account_key",
          "s1",
          "event_time",
          at("2024-02-02"),
          "known_at",
          at("2024-02-02"),
          "event",
          "Signed In",
          "batch",
          batch);
    }
    lake.append(UsageEvent.TABLE, rows.rows(), batch);
  }

  private static Catalogue catalogue(int window) {
    Map<String, FeatureDefinition> features = new LinkedHashMap<>();
    features.put("events_28d", CountFeature.of("events", window));
    features.put("tickets_28d", CountFeature.of(Ticket.TABLE.name(), window));
    return new Catalogue(Map.of("events", new CellMetric(null, null)), features);
  }

  private static Timestamp at(String day) {
    return Timestamp.from(LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
