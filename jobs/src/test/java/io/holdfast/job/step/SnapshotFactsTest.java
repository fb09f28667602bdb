package io.holdfast.job.step;

import static io.holdfast.job.step.SnapshotNight.CATALOGUE;
import static io.holdfast.job.step.SnapshotNight.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AttributeType;
import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.Contact;
import io.holdfast.table.Customer360;
import io.holdfast.table.Defined;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

class SnapshotFactsTest {
  private final SnapshotNight night = new SnapshotNight();

  @Test
  void attributeOfTheCrmsAccountIsUnknownBeforeItWasKnown() {
    String[] tracked = {"event_time", "deleted", "name", "attributes.tier"};
    night
        .lake
        .with(
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
    night.append("b1", "e1");
    night.usage();
    night.snapshot(new Catalogue(Map.of("events", new CellMetric(null, null)), features), 15);

    assertThat(night.lake.read(Customer360.TABLE).schema().apply("tier").dataType())
        .isEqualTo(Table.STRING);
    assertThat(
            night
                .lake
                .read(Customer360.TABLE)
                .selectExpr("concat_ws(' ', as_of, tier, seats_limit)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder("2024-02-29 gold", "2024-03-15 basic 7.5");
  }

  @Test
  void contractIsFoldedOverItsTimeAndBelongsToNobodyBeforeItsAccountIsKnown() {
    night.lake.with(
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
    night.append("b1", "e1");
    night.usage();
    night.snapshot(CATALOGUE, 5);
    assertThat(contracts()).containsExactlyInAnyOrder("2024-02-29 100.00 5", "2024-03-05 150.00 5");
    night.snapshot(CATALOGUE, 15);
    assertThat(contracts())
        .containsExactlyInAnyOrder(
            "2024-02-29 100.00 5", "2024-03-05 150.00 5", "2024-03-15 150.00 8");
  }

  @Test
  void partsOfATicketAndOfWhoAskedAreMadeWhole() {
    night
        .lake
        .with(
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
    night.append("b1", "e1");
    night.alive("2024-02-29");
    night.usage();
    night.snapshot(CATALOGUE, 1);

    assertThat(
            night
                .lake
                .read(Customer360.TABLE)
                .where("as_of = '2024-02-29'")
                .select("tickets_28d")
                .as(Encoders.DOUBLE())
                .collectAsList())
        .containsExactly(1.0);
  }

  /** Opened at midnight of Monday the 5th, solved at midnight of Wednesday: two days of support. */
  @Test
  void ticketsWithoutAScheduleAreMeasuredOnWeekdaysFromNineToFive() {
    night.lake.with(
        Ticket.TABLE,
        TableRows.of(Ticket.TABLE)
            .row(
                "source",
                "desk",
                "source_key",
                "t1",
                "account_key",
                "s1",
                "event_time",
                at("2024-02-05"),
                "known_at",
                at("2024-02-07"),
                "closed_at",
                at("2024-02-07"))
            .rows());
    night.lake.with(
        AccountLink.TABLE,
        TableRows.of(AccountLink.TABLE)
            .row("source", "desk", "source_key", "s1", "account_id", "hf-1")
            .rows());
    night.append("b1", "e1");
    night.usage();
    FeatureDefinition hours =
        Defined.as("of", "ticket", "value", "resolution_business_hours", "measure", Measure.MEAN);
    night.snapshot(new Catalogue(CATALOGUE.cells(), Map.of("hours", hours)), 1);

    assertThat(
            night
                .lake
                .read(Customer360.TABLE)
                .where("as_of = '2024-02-29' and account_id = 'hf-1'")
                .select("hours")
                .as(Encoders.DOUBLE())
                .collectAsList())
        .containsExactly(16.0);
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
    night.lake.with(Subscription.TABLE, TableRows.of(Subscription.TABLE).row(discounted).rows());
    night.append("b1", "e1");
    night.usage();
    night.snapshot(CATALOGUE, 9);
    assertThat(contracts()).isEmpty();
    night.snapshot(CATALOGUE, 15);
    assertThat(contracts()).containsExactly("2024-03-15 100.00 5");
    assertThat(
            night
                .lake
                .read(Customer360.TABLE)
                .where("active")
                .selectExpr("tenure_days")
                .first()
                .get(0)
                .toString())
        .isEqualTo("5");
  }

  private List<String> contracts() {
    return night
        .lake
        .read(Customer360.TABLE)
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
    return Defined.as("of", "source_account", "attribute", name, "type", type);
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
}
