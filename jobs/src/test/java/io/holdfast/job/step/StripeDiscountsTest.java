package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.table.Discount;
import io.holdfast.table.Subscription;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StripeDiscountsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void stripesDiscountsAreTakenOffWhatRecurs() throws IOException {
    String month = VendorObjectsTest.item(1, 10000, "usd", "month", "");
    try (LandingNight night = LandingNight.in(folder)) {
      VendorObjectsTest.land(
          night,
          "stripe/subscriptions",
          with("once", month, "{'discount': " + coupon("'percent_off': 20", "once", null) + "}"),
          with("ever", month, "{'discount': " + coupon("'percent_off': 20", "forever", null) + "}"),
          with(
              "three months of a year's price",
              VendorObjectsTest.item(1, 120000, "usd", "year", ""),
              "{'discount': "
                  + coupon("'amount_off': 2400, 'currency': 'usd'", "repeating", 1800000000)
                  + "}"),
          with(
              "yen",
              VendorObjectsTest.item(1, 5000, "jpy", "month", ""),
              "{'discount': "
                  + coupon("'amount_off': 500, 'currency': 'jpy'", "forever", null)
                  + "}"),
          with(
              "one on the other",
              month,
              "{'discounts': ["
                  + coupon("'percent_off': 20", "forever", null)
                  + ","
                  + coupon("'percent_off': 50", "repeating", 1800000000)
                  + "]}"),
          with(
              "coupon of its source",
              month,
              "{'discounts': ["
                  + coupon("'percent_off': 100", "repeating", 1800000000)
                      .replace("'coupon'", "'source': {'type': 'coupon', 'coupon'")
                      .replace("}}", "}}}")
                  + "]}"),
          with("not asked for", month, "{'discounts': ['di_1']}"),
          with("bare", month, "{'discount': 'di_1'}"),
          with(
              "bare coupon",
              month,
              "{'discounts': [{'id': 'di_c', 'start': 1700000000, 'source': {'coupon': 'c'}}]}"),
          with(
              "both ways",
              month,
              "{'discounts': ['di_both'], 'discount': "
                  + coupon("'percent_off': 20", "forever", null).replaceFirst("di_[^']*", "di_both")
                  + "}"),
          with(
              "of an item",
              month.replace(
                  "\"price\"",
                  "\"discounts\": ["
                      + coupon("'percent_off': 20", "forever", null).replace('\'', '"')
                      + "], \"price\""),
              "{}"),
          with(
              "other currency's amount",
              month,
              "{'discount': "
                  + coupon("'amount_off': 500, 'currency': 'eur'", "forever", null)
                  + "}"),
          with(
              "on trial",
              month,
              "{'status': 'trialing', 'discount': "
                  + coupon("'percent_off': 20", "forever", null)
                  + "}"),
          with("trial without a card", month, "{'status': 'paused'}"),
          with("collects nothing", month, "{'pause_collection': {'behavior': 'void'}}"),
          with("owes", month, "{'status': 'past_due'}"));

      night.land("2025-12-31", SeedsTest.mapping("stripe"));

      assertThat(
              night.lines(
                  Subscription.TABLE,
                  "source_key",
                  "status",
                  "mrr",
                  "discount",
                  "date(discount_until)"))
          .containsExactlyInAnyOrder(
              "once active 100.00 null null",
              "ever active 80.00 20.00 null",
              "three months of a year's price active 98.00 2.00 2027-01-15",
              "yen active 4500.00 500.00 null",
              "one on the other active 40.00 40.00 2027-01-15",
              "coupon of its source active 0.00 100.00 2027-01-15",
              "not asked for active null null null",
              "bare active null null null",
              "bare coupon active null null null",
              "both ways active 80.00 20.00 null",
              "of an item active 80.00 null null",
              "other currency's amount active null null null",
              "on trial trial 80.00 20.00 null",
              "trial without a card paused 0.00 null null",
              "collects nothing paused 0.00 null null",
              "owes active 100.00 null null");
      assertThat(night.lines(Subscription.TABLE, "source_key", "mrr_unknown"))
          .contains(
              "bare a discount came without its coupon: ask for discounts.source.coupon",
              "both ways null");
      assertThat(night.lines(Discount.TABLE, "percent_off", "amount_off", "duration"))
          .contains("20.0 null once", "null 24.00 repeating");
    }
  }

  private static String coupon(String off, String duration, Integer end) {
    return "{'id': 'di_%s%s', 'start': 1700000000, 'end': %s, 'coupon': {'id': 'c', %s, 'duration': '%s'}}"
        .formatted(duration, off.hashCode(), end, off, duration);
  }

  private static JsonNode with(String id, String items, String more)
      throws JsonProcessingException {
    ObjectNode subscription = VendorObjectsTest.subscription(id, items);
    return subscription.setAll((ObjectNode) JSON.readTree(more.replace('\'', '"')));
  }
}
