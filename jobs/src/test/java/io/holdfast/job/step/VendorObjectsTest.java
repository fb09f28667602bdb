package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.table.AppUser;
import io.holdfast.table.Discount;
import io.holdfast.table.Invoice;
import io.holdfast.table.InvoiceLine;
import io.holdfast.table.Payment;
import io.holdfast.table.Schedule;
import io.holdfast.table.Signal;
import io.holdfast.table.SlaTarget;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.SubscriptionItem;
import io.holdfast.table.Ticket;
import io.holdfast.table.TicketMessage;
import io.holdfast.table.UsageEvent;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mappings of the vendors' own layouts over objects that the vendors publish, and a few more.
 */
class VendorObjectsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void stripesFixturesAndEveryKindOfPrice() throws IOException {
    JsonNode all = JSON.readTree(Wanted.data("stripe/fixtures3.json").toFile()).get("resources");
    ObjectNode paid = all.get("invoice").deepCopy();
    paid.put("id", "in_paid").put("status", "paid").put("total", 5000).put("currency", "jpy");
    ((ObjectNode) paid.get("status_transitions")).put("paid_at", 1234567999);
    ((ObjectNode) paid.put("subtotal", 1500).get("lines")).put("has_more", true);
    try (LandingNight night = LandingNight.in(folder)) {
      land(night, "stripe/customers", all.get("customer"), all.get("deleted_customer"));
      land(night, "stripe/products", all.get("product"), all.get("deleted_product"));
      land(night, "stripe/prices", all.get("price"));
      land(night, "stripe/invoices", all.get("invoice"), paid);
      land(night, "stripe/credit_notes", all.get("credit_note"));
      ObjectNode byCard = all.get("charge").deepCopy();
      byCard.put("customer", "cus_1");
      land(night, "stripe/charges", byCard, charge("jpy"), charge("kwd"), charge("ugx"));
      land(night, "stripe/refunds", all.get("refund"));
      ObjectNode won = all.get("dispute").deepCopy();
      won.put("id", "dp_won").put("status", "won").put("updated", 1700000000);
      land(night, "stripe/disputes", all.get("dispute"), won);
      land(night, "stripe/coupons", all.get("coupon"));
      List<JsonNode> subscriptions = new ArrayList<>(List.of(all.get("subscription")));
      for (Map.Entry<String, String> lines : lines().entrySet()) {
        subscriptions.add(subscription(lines.getKey(), lines.getValue()));
      }
      subscriptions.addAll(ofBothGenerations());
      land(night, "stripe/subscriptions", subscriptions.toArray(JsonNode[]::new));

      StepResult result = night.land("2025-12-31", SeedsTest.mapping("stripe"));

      assertThat(SeedsTest.counts(result)).isEqualTo(SeedsTest.pinned("stripe"));
      assertThat(night.lines(Subscription.TABLE, "source_key", "mrr", "seats"))
          .containsExactlyInAnyOrder(
              "sub_1Pgc6rB7WZ01zgkWNy0Cn5nw 0.00 1", // its fixture is paused
              "two lines 160.00 4", // 3 x 20 + 1200 a year
              "yen 5000.00 1",
              "dinar 12.35 1", // three decimals; money has two here
              "graduated 75.00 15", // 10 x 5 + 5 x 3 + 10
              "part of a cent 75.01 15", // 10 x 5 + 5 x 3 + 10.005
              "volume 45.00 15", // 15 x 3
              "tiers not asked for null 15",
              "metered 10.00 1", // its second line is worth nothing yet
              "packs 27.00 25", // 3 packs of 10
              "weekly 30.33 1", // 7 x 52 / 12
              "in euro 180.00 2", // the price's option, not its dollars
              "other currency null 1",
              "of a plan 100.00 1",
              "until its item's end 100.00 1",
              "begun before it was made 100.00 1",
              "cut null null");
      assertThat(night.lines(Subscription.TABLE, "source_key", "currency", "mrr_unknown"))
          .contains(
              "in euro EUR null",
              "other currency EUR an item is priced in another currency: ask for currency_options",
              "tiers not asked for USD the tiers of a price were not asked for, or it has none",
              "cut USD its list of items is cut (has_more)");
      assertThat(night.lines(SubscriptionItem.TABLE, "source_key", "mrr", "currency"))
          .contains("two lines 1 60.00 USD", "two lines 2 100.00 USD", "metered 2 0.00 USD");
      assertThat(night.lines(Subscription.TABLE, "source_key", "status", "known_at", "end_at"))
          .contains(
              "sub_1Pgc6rB7WZ01zgkWNy0Cn5nw paused 2009-02-13 23:31:30.0 2009-02-13 23:31:30.0",
              "until its item's end active 2025-12-31 23:59:59.999999 2024-05-20 00:00:00.0",
              "yen active 2025-12-31 23:59:59.999999 null");
      assertThat(night.lines(Subscription.TABLE, "source_key", "event_time", "known_at"))
          .contains("begun before it was made 2024-01-01 00:00:00.0 2024-03-10 00:00:00.0");
      assertThat(night.lines(Invoice.TABLE, "source_key", "status", "amount", "known_at"))
          .containsExactly(
              "in_paid open 5000.00 2009-02-13 23:31:30.0",
              "in_paid paid 5000.00 2009-02-13 23:33:19.0");
      assertThat(night.lines(InvoiceLine.TABLE, "invoice_key", "amount", "currency", "proration"))
          .containsExactly(
              "in_1Pgc75B7WZ01zgkWYv4iMwt7 -16.90 USD null",
              "in_paid 10.00 USD true",
              "in_paid 500.00 JPY null");
      assertThat(night.lines(Payment.TABLE, "source_key", "amount", "status", "of_key"))
          .contains(
              "jpy 5000.00 succeeded null",
              "kwd 5.00 succeeded null",
              "ugx 50.00 succeeded null",
              "re_1Pgc72B7WZ01zgkWqPvrRrPE -1.00 refunded ch_1PgafuB7WZ01zgkWXYmPNZs8",
              "dp_1Pgc71B7WZ01zgkWMevJiAUx 0.00 disputed ch_1PgafuB7WZ01zgkWXYmPNZs8");
      assertThat(night.lines(Payment.TABLE, "source_key", "amount", "known_at"))
          .contains("dp_won -10.00 2009-02-13 23:31:30.0", "dp_won 0.00 2023-11-14 22:13:20.0");
      assertThat(night.lines(Signal.TABLE, "source_key", "kind", "value", "attributes"))
          .containsExactly(
              "paid_by:cus_1 payment_method card"
                  + " Map(expires_on -> 2030-08-31T00:00:00.000000Z)");
      assertThat(night.lines(Discount.TABLE, "source_key", "percent_off"))
          .contains("coupon:Z4OV52SU 25.5");
      assertThat(night.lines(SourceAccount.TABLE, "known_at", "deleted", "created_on"))
          .contains(
              "2009-02-13 23:31:30.0 false 2009-02-13", "2025-12-31 23:59:59.999999 true null");
    }
  }

  /** Lines of subscriptions, by the subscription's id. */
  private static Map<String, String> lines() {
    String tiers =
        """
        "tiers": [{"up_to": 10, "unit_amount": 500, "flat_amount": null},
          {"up_to": null, "unit_amount": 300, "flat_amount": %s}]""";
    Map<String, String> lines = new TreeMap<>();
    lines.put("two lines", item(3, 2000, "usd", "month", "") + item(1, 120000, "usd", "year", ""));
    lines.put("yen", item(1, 5000, "jpy", "month", ""));
    lines.put("dinar", item(1, 12345, "kwd", "month", ""));
    lines.put(
        "graduated",
        item(15, null, "usd", "month", "\"tiers_mode\": \"graduated\"," + tiers.formatted(1000)));
    lines.put(
        "part of a cent",
        item(
            15,
            null,
            "usd",
            "month",
            "\"tiers_mode\": \"graduated\","
                + tiers.formatted("null, \"flat_amount_decimal\": \"1000.5\"")));
    lines.put(
        "volume",
        item(15, null, "usd", "month", "\"tiers_mode\": \"volume\"," + tiers.formatted("null")));
    lines.put("tiers not asked for", item(15, null, "usd", "month", "\"tiers_mode\": \"volume\""));
    lines.put(
        "metered",
        item(1, 1000, "usd", "month", "")
            + item(null, 5, "usd", "month", "\"_\": 0").replace("licensed", "metered"));
    lines.put(
        "packs",
        item(
            25,
            900,
            "usd",
            "month",
            "\"transform_quantity\": {\"divide_by\": 10, \"round\": \"up\"}"));
    lines.put("weekly", item(1, 700, "usd", "week", ""));
    return lines;
  }

  /** As the oldest and the newest version of the API give them. */
  private static List<JsonNode> ofBothGenerations() throws JsonProcessingException {
    String month = item(1, 10000, "usd", "month", "");
    String option = "\"currency_options\": {\"eur\": {\"unit_amount\": 9000}}";
    ObjectNode cut = subscription("cut", month);
    ((ObjectNode) cut.get("items")).put("has_more", true);
    String plan =
        """
        {"id": "%s", "quantity": 1, "plan": {"id": "p", "currency": "usd", "amount": 10000,
          "interval": "month", "interval_count": 1, "usage_type": "licensed"}},""";
    String ends = month.replace("\"price\"", "\"current_period_end\": 1716163200, \"price\"");
    return List.of(
        cut,
        subscription("in euro", item(2, 10000, "usd", "month", option)).put("currency", "eur"),
        subscription("other currency", month).put("currency", "eur"),
        subscription("of a plan", plan),
        subscription("until its item's end", ends).put("cancel_at_period_end", true),
        subscription("begun before it was made", month)
            .put("created", 1710028800)
            .put("updated", 1710028800)
            .put("start_date", 1704067200));
  }

  static String item(
      Integer quantity, Integer amount, String currency, String interval, String more) {
    return """
        {"id": "%%s", "quantity": %s, "price": {"id": "p", "currency": "%s", "unit_amount": %s,
          "recurring": {"interval": "%s", "interval_count": 1, "usage_type": "licensed"}%s}},"""
        .formatted(quantity, currency, amount, interval, more.isEmpty() ? "" : "," + more);
  }

  static ObjectNode subscription(String id, String items) throws JsonProcessingException {
    String data = items.substring(0, items.length() - 1);
    String currency = data.replaceAll("(?s).*?\"currency\": \"(\\w+)\".*", "$1");
    return (ObjectNode)
        JSON.readTree(
            """
        {"id": "%s", "customer": "cus_1", "status": "active", "start_date": 1700000000,
          "currency": "%s", "cancel_at_period_end": false, "items": {"data": [%s]}}"""
                .formatted(id, currency, data.formatted(id + " 1", id + " 2")));
  }

  private static JsonNode charge(String currency) throws JsonProcessingException {
    return JSON.readTree(
        """
        {"id": "%1$s", "customer": "cus_1", "status": "succeeded", "created": 1700000000,
          "amount": 5000, "currency": "%1$s"}"""
            .formatted(currency));
  }

  @Test
  void zendesksExamplesAndWhatItsReferenceShows() throws IOException {
    Path examples = Wanted.data("zendesk/examples");
    try (LandingNight night = LandingNight.in(folder)) {
      land(night, "zendesk/organizations", example(examples, "organization"));
      land(night, "zendesk/users", example(examples, "user"));
      land(night, "zendesk/tickets", example(examples, "ticket"));
      land(
          night,
          "zendesk/ticket_comments",
          example(examples, "comment").put("ticket_id", "abc123"));
      night
          .file(
              "zendesk/ticket_metrics/1.jsonl",
              """
              {"ticket_id": "abc123", "created_at": "2026-01-15T10:30:00Z", "updated_at": "2026-01-16T10:30:00Z", "solved_at": "2026-01-16T09:00:00Z", "reopens": 2, "reply_time_in_minutes": {"calendar": 30, "business": 10}, "full_resolution_time_in_minutes": {"calendar": 1350, "business": 300}}
              """)
          .file(
              "zendesk/ticket_audits/1.jsonl",
              """
              {"id": 1, "ticket_id": "abc123", "created_at": "2026-01-15T11:00:00Z", "events": [{"id": 11, "type": "Comment", "body": "x"}, {"id": 12, "type": "Change", "field_name": "status", "value": "hold", "previous_value": "open"}, {"id": 13, "type": "Change", "field_name": "priority", "value": "urgent", "previous_value": null}, {"id": 14, "type": "Change", "field_name": "subject", "value": "y"}]}
              """)
          .file(
              "zendesk/sla_policies/1.jsonl",
              """
              {"id": 7, "updated_at": "2026-01-01T00:00:00Z", "policy_metrics": [{"priority": "low", "metric": "first_reply_time", "target": 480, "business_hours": true}, {"priority": "urgent", "metric": "first_reply_time", "target": 30, "business_hours": false}]}
              """)
          .file(
              "zendesk/schedules/1.jsonl",
              """
              {"id": 3, "name": "East Coast", "time_zone": "Eastern Time (US & Canada)", "updated_at": "2026-01-01T00:00:00Z", "intervals": [{"start_time": 3420, "end_time": 3900}, {"start_time": 4860, "end_time": 5340}]}
              """)
          .file(
              "zendesk/holidays/1.jsonl",
              """
              {"id": 9, "schedule_id": 3, "name": "New Year", "start_date": "2026-01-01", "end_date": "2026-01-02"}
              """);

      StepResult result = night.land("2026-12-31", SeedsTest.mapping("zendesk"));

      assertThat(SeedsTest.counts(result)).isEqualTo(SeedsTest.pinned("zendesk"));
      assertThat(night.lines(Ticket.TABLE, "known_at", "status", "priority", "states"))
          .containsExactly(
              "2026-01-15 10:30:00.0 example_value example_value ArraySeq(account_key, user_key,"
                  + " status, priority, escalated, satisfaction)",
              "2026-01-15 10:30:00.0 new null ArraySeq(account_key, user_key, status, event_time,"
                  + " deleted)",
              "2026-01-15 11:00:00.0 null urgent ArraySeq(priority)",
              "2026-01-15 11:00:00.0 pending null ArraySeq(status)",
              "2026-01-16 10:30:00.0 null null ArraySeq(closed_at, first_response_minutes,"
                  + " resolution_hours, reopened)");
      assertThat(
              night.lines(Ticket.TABLE, "reopened", "first_response_minutes", "resolution_hours"))
          .contains("2 30.0 22.5");
      assertThat(night.lines(TicketMessage.TABLE, "ticket_key", "author_key", "author_role"))
          .containsExactly("abc123 500123 null");
      assertThat(night.lines(SlaTarget.TABLE, "source_key", "target_minutes", "business_hours"))
          .containsExactly("7:first_reply_time:low 480 true", "7:first_reply_time:urgent 30 false");
      assertThat(night.lines(Schedule.TABLE, "schedule_key", "start_minute", "end_minute"))
          .containsExactly("3 3420 3900", "3 4860 5340");
    }
  }

  @Test
  void segmentsSamplePayloads() throws IOException {
    Map<String, List<JsonNode>> payloads = new TreeMap<>();
    try (Stream<Path> pages = Files.list(Wanted.data("segment"))) {
      for (Path page : pages.sorted().toList()) {
        for (JsonNode payload : blocks(Files.readString(page))) {
          payloads
              .computeIfAbsent(payload.path("type").asText(), type -> new ArrayList<>())
              .add(payload);
        }
      }
    }
    try (LandingNight night = LandingNight.in(folder)) {
      payloads.forEach(
          (type, objects) -> land(night, "segment/" + type, objects.toArray(JsonNode[]::new)));

      StepResult result = night.land("2025-12-31", SeedsTest.mapping("segment"));

      // most samples leave out messageId and the times
      assertThat(SeedsTest.counts(result)).isEqualTo(SeedsTest.pinned("segment"));
      assertThat(night.lines(SourceAccount.TABLE, "source_key", "name", "industry", "employees"))
          .containsExactly("0e8c78ea9d97a7b8185e8632 Initech Technology 329");
      assertThat(night.lines(AppUser.TABLE, "source_key", "account_key", "email"))
          .containsExactly(
              "97980cfea0067 0e8c78ea9d97a7b8185e8632 null",
              "97980cfea0067 null peter@example.com");
      assertThat(night.lines(UsageEvent.TABLE, "event", "user_key", "event_time"))
          .contains(
              "Button Clicked AiUGstSDIg 2015-12-12 19:11:01.249",
              "Viewed Home Page 97980cfea0067 2015-02-23 22:28:55.111");
      // the page names its user alone, of whom a group call tells the company
      assertThat(UsageSeedsTest.byAccount(night)).contains("0e8c78ea9d97a7b8185e8632 1");
    }
  }

  static void land(LandingNight night, String export, JsonNode... objects) {
    String lines = String.join("\n", Stream.of(objects).map(JsonNode::toString).toList());
    night.file(export + "/1.jsonl", lines);
  }

  private static ObjectNode example(Path examples, String name) throws IOException {
    Path file = examples.resolve("zendesk-support-%s-example.json".formatted(name));
    return (ObjectNode) JSON.readTree(file.toFile());
  }

  /** The blocks of a page of documentation that are JSON objects. */
  private static List<JsonNode> blocks(String page) {
    List<JsonNode> blocks = new ArrayList<>();
    Matcher block = Pattern.compile("```\\w*\\n(.*?)```", Pattern.DOTALL).matcher(page);
    while (block.find()) {
      try {
        JsonNode node = JSON.readTree(block.group(1));
        if (node.isObject()) {
          blocks.add(node);
        }
      } catch (JsonProcessingException e) {
        // Code that calls a library.
      }
    }
    return blocks;
  }
}
