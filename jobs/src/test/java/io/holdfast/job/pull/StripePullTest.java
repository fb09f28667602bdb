package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StripePullTest extends Pulling<FakeStripe> {
  private static final long DAY = 86_400;

  StripePullTest() {
    super(new FakeStripe());
    vendor.clock(server::now);
  }

  @Test
  void listsEverythingOnceThenTakesChangesFromTheEvents() {
    for (int i = 1; i <= 5; i++) {
      customer("cus_" + i, CUT.minusSeconds(400 * DAY - i), "created", "\"v\":1");
    }
    pull("customers", 0);
    assertThat(found("customers"))
        .containsExactly(
            "cus_5@1735689599 1",
            "cus_4@1735689599 1",
            "cus_3@1735689599 1",
            "cus_2@1735689599 1",
            "cus_1@1735689599 1");
    customer("cus_2", CUT.plusSeconds(3600), "updated", "\"v\":2");
    customer("cus_6", CUT.plusSeconds(3700), "created", "\"v\":1");
    customer("cus_3", CUT.plusSeconds(3800), "deleted", "\"v\":1");
    customer("cus_2", CUT.plusSeconds(DAY), "updated", "\"v\":3");
    pull("customers", 1);
    assertThat(found("customers").subList(5, 8))
        .containsExactly("cus_3@1735693400 1 deleted", "cus_6@1735693300 1", "cus_2@1735693200 2");
    pull("customers", 1);
    pull("customers", 2);
    assertThat(found("customers")).hasSize(9).last().isEqualTo("cus_2@1735776000 3");
  }

  @Test
  void ofTwoChangesInASecondTheLaterOneCounts() {
    pull("invoices", 0);
    Instant at = CUT.plusSeconds(500);
    invoice("in_1", at, "created", "\"status\":\"draft\"");
    invoice("in_1", at, "finalized", "\"status\":\"open\"");
    invoice("in_2", at, "created", "\"status\":\"draft\"");
    invoice("in_1", at, "paid", "\"status\":\"paid\"");
    pull("invoices", 1);
    assertThat(place.lines("stripe/invoices"))
        .containsExactly(
            "{\"id\":\"in_1\",\"object\":\"invoice\",\"created\":1735690100,\"status\":\"paid\",\"updated\":1735690100}",
            "{\"id\":\"in_2\",\"object\":\"invoice\",\"created\":1735690100,\"status\":\"draft\",\"updated\":1735690100}");
  }

  @Test
  void everythingIsListedAgainWhenEventsAreGone() {
    customer("cus_1", CUT.minusSeconds(90 * DAY), "created", "\"v\":1");
    pull("customers", 0);
    customer("cus_1", CUT.plusSeconds(3 * DAY), "updated", "\"v\":2");
    pull("customers", 45);
    assertThat(found("customers")).containsExactly("cus_1@1735689599 1", "cus_1@1739577599 2");
  }

  @Test
  void listOfLongAgoDoesNotClaimToHaveBeenKnownThen() {
    customer("cus_1", CUT.minusSeconds(90 * DAY), "created", "\"v\":1");
    server.now(CUT.plusSeconds(50 * DAY));
    place.pull("stripe", yaml("customers"), CUT);
    assertThat(found("customers")).containsExactly("cus_1@1740009600 1");
  }

  @Test
  void refundsThatNoEventTellsOfAreListedEachDay() {
    vendor.put("refunds", "refund", "re_1", CUT.minusSeconds(50), "none", ",\"v\":1");
    pull("refunds", 0);
    vendor.put("refunds", "refund", "re_2", CUT.plusSeconds(50), "none", ",\"v\":1");
    vendor.put(
        "refunds", "refund", "re_1", CUT.plusSeconds(60), "charge.refund.updated", ",\"v\":2");
    pull("refunds", 1);
    pull("refunds", 2);
    assertThat(found("refunds"))
        .containsExactly("re_1@1735689599 1", "re_1@1735689660 2", "re_2@1735775999 1");
  }

  @Test
  void creditNotesAreListedWithoutATimeAndCouponsGo() {
    vendor.put("credit_notes", "credit_note", "cn_1", CUT.minusSeconds(50), "none", ",\"v\":1");
    vendor.put("coupons", "coupon", "half", CUT.minusSeconds(50), "coupon.created", ",\"v\":1");
    pull("credit_notes", 0);
    pull("coupons", 0);
    assertThat(server.asked().get(0).query()).containsOnlyKeys("limit");
    Instant voided = CUT.plusSeconds(60);
    vendor.put("credit_notes", "credit_note", "cn_1", voided, "credit_note.voided", ",\"v\":2");
    vendor.put("coupons", "coupon", "half", voided, "coupon.deleted", ",\"v\":1");
    pull("credit_notes", 1);
    pull("coupons", 1);
    assertThat(found("credit_notes")).containsExactly("cn_1@1735689599 1", "cn_1@1735689660 2");
    assertThat(found("coupons")).containsExactly("half@1735689599 1", "half@1735689660 1 deleted");
  }

  @Test
  void dayThatIsNotOverIsPulledAsFarAsItGoes() {
    customer("cus_1", CUT.minusSeconds(90 * DAY), "created", "\"v\":1");
    server.now(CUT.minusSeconds(7200));
    place.pull("stripe", yaml("customers"), CUT);
    customer("cus_1", CUT.minusSeconds(7100), "updated", "\"v\":2");
    pull("customers", 0);
    assertThat(found("customers")).containsExactly("cus_1@1735681799 1", "cus_1@1735682500 2");
  }

  @Test
  void linesThatStripeLeftOutAreFetched() {
    Vendors more =
        new Vendors(
            CUT.plusSeconds(60),
            request ->
                Vendors.Reply.json(
                    request.path().endsWith("/lines")
                        ? "{\"has_more\":false,\"data\":[{\"id\":\"il_2\"},{\"id\":\"il_3\"}]}"
                        : "{\"has_more\":false,\"data\":[{\"id\":\"in_1\",\"object\":\"invoice\",\"created\":5,\"lines\":"
                            + "{\"data\":[{\"id\":\"il_1\"}],\"has_more\":true,\"url\":\"/v1/invoices/in_1/lines\"}}]}"));
    place.pull("stripe", yaml("invoices").replace(server.url(), more.url()), CUT);
    more.close();
    assertThat(Json.parse(place.lines("stripe/invoices").get(0)).at("/lines/data"))
        .extracting(line -> line.path("id").asText())
        .containsExactly("il_1", "il_2", "il_3");
    assertThat(more.asked().get(1).query())
        .isEqualTo(Map.of("limit", "2", "starting_after", "il_1"));
  }

  @Test
  void whatStripeLeavesOutOfASubscriptionIsAskedForOnce() {
    String subscription =
        """
        {"id":"sub_%d","object":"subscription","created":5,"currency":"eur",
         "discounts":["di_1","di_gone"],"items":{"data":[{"id":"si","discounts":[],"price":
         {"id":"p","currency":"usd","billing_scheme":"tiered"}}],"has_more":false}}""";
    Vendors whole =
        new Vendors(
            CUT.plusSeconds(60),
            request ->
                Vendors.Reply.json(
                    switch (request.path()) {
                      case "/v1/subscriptions" ->
                          "{\"has_more\":false,\"data\":[%s,%s]}"
                              .formatted(subscription.formatted(1), subscription.formatted(2));
                      case "/v1/prices/p" ->
                          "{\"tiers\":[1],\"currency_options\":{\"eur\":{\"tiers\":[2]}}}";
                      case "/v1/coupons/c" -> "{\"id\":\"c\",\"percent_off\":20}";
                      default ->
                          "{\"discounts\":[{\"id\":\"di_1\",\"source\":{\"coupon\":\"c\"}}]}";
                    }));
    place.pull("stripe", yaml("subscriptions").replace(server.url(), whole.url()), CUT);
    whole.close();
    JsonNode second = Json.parse(place.lines("stripe/subscriptions").get(1));
    assertThat(second.at("/discounts/0/source/coupon/percent_off").asInt()).isEqualTo(20);
    assertThat(second.at("/discounts/1").asText()).isEqualTo("di_gone");
    assertThat(second.at("/items/data/0/price/currency_options/eur/tiers/0").asInt()).isEqualTo(2);
    assertThat(whole.asked())
        .extracting(asked -> asked.path() + " " + new TreeMap<>(asked.query()).values())
        .contains(
            "/v1/subscriptions/sub_1 [discounts]",
            "/v1/prices/p [tiers, currency_options.eur.tiers]")
        .doesNotHaveDuplicates();
  }

  @Test
  void allSubscriptionsAreAskedForAndTheKeyStaysInItsHeader() {
    pull("subscriptions", 0);
    assertThat(server.asked().get(0).query()).containsEntry("status", "all");
    assertThat(server.asked().get(0).headers())
        .containsEntry("authorization", "Bearer sk_test_1")
        .containsEntry("stripe-version", "2020-08-27");
  }

  private void customer(String id, Instant at, String event, String more) {
    vendor.put("customers", "customer", id, at, "customer." + event, "," + more);
  }

  private void invoice(String id, Instant at, String event, String more) {
    vendor.put("invoices", "invoice", id, at, "invoice." + event, "," + more);
  }

  /** The night of a day, pulled two hours after it. */
  private void pull(String export, int day) {
    Instant cut = CUT.plusSeconds(day * DAY);
    server.now(cut.plusSeconds(7200));
    assertThat(place.pull("stripe", yaml(export), cut).get(0).stopped()).isNull();
  }

  private String yaml(String export) {
    return "vendor: stripe\nurl: %s\ntoken: sk_test_1\nversion: 2020-08-27\npage: 2\nexports: {%s: {}}"
        .formatted(server.url(), export);
  }

  private List<String> found(String export) {
    return place.lines("stripe/" + export).stream()
        .map(Json::parse)
        .map(StripePullTest::words)
        .toList();
  }

  private static String words(JsonNode object) {
    return "%s@%s %s%s"
        .formatted(
            object.get("id").asText(),
            object.get("updated").asText(),
            object.get("v").asText(),
            object.has("deleted") ? " deleted" : "");
  }
}
