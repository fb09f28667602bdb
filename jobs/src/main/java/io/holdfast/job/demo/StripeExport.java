package io.holdfast.job.demo;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/**
 * Writes the billing system's objects as JSON lines, one for each change, with {@code updated} as
 * loaders take it from the events; amounts in minor units, times in epoch seconds.
 */
final class StripeExport {
  private static final int CARD_MONTHS = 36;

  private final Landing landing;
  private final Days days;

  StripeExport(Landing landing, Days days) {
    this.landing = landing;
    this.days = days;
  }

  void catalogue(boolean currencies) {
    long at = days.at(-30, Days.MORNING);
    for (Tier tier : Tier.values()) {
      landing.add(
          Export.ST_PRODUCT,
          at,
          new Json()
              .put("id", tier.productId())
              .put("object", "product")
              .put("name", "Northwind " + tier.title)
              .put("active", true)
              .put("created", at)
              .put("updated", at)
              .line());
      for (String currency : currencies ? List.of("USD", "EUR", "GBP") : List.of("USD")) {
        price(tier, currency, false, at);
        price(tier, currency, true, at);
      }
    }
  }

  private void price(Tier tier, String currency, boolean annual, long at) {
    landing.add(
        Export.ST_PRICE,
        at,
        new Json()
            .put("id", tier.priceId(currency, annual))
            .put("object", "price")
            .put("product", tier.productId())
            .put("nickname", tier.title)
            .put("currency", currency.toLowerCase(Locale.ROOT))
            .put("unit_amount", tier.unitAmount(currency, annual))
            .open("recurring")
            .put("interval", annual ? "year" : "month")
            .put("interval_count", 1)
            .close()
            .put("created", at)
            .put("updated", at)
            .line());
  }

  void customer(Profile profile) {
    long at = days.at(profile.joined(), Days.MORNING);
    Json json =
        new Json()
            .put("id", profile.stripeId())
            .put("object", "customer")
            .put("email", profile.billEmail())
            .put("name", profile.name())
            .put("currency", profile.currency().toLowerCase(Locale.ROOT))
            .open("metadata");
    if (profile.known().stripe()) {
      String id = profile.salesforceId();
      json.put("salesforce_id", profile.known().untidy() ? id.substring(0, 15) : id);
    }
    landing.add(Export.ST_CUSTOMER, at, json.close().put("created", at).put("updated", at).line());
  }

  /** The subscription as it is from a moment on. */
  void subscription(Contract contract, long at) {
    Profile profile = contract.profile();
    Json json =
        new Json()
            .put("id", contract.id())
            .put("object", "subscription")
            .put("customer", profile.stripeId())
            .put("status", contract.stripeStatus())
            .put("quantity", contract.seats())
            .open("plan")
            .put("id", contract.tier().priceId(profile.currency(), profile.annual()))
            .put("product", contract.tier().productId())
            .put("nickname", contract.tier().title)
            .put("amount", contract.unitAmount())
            .put("currency", profile.currency().toLowerCase(Locale.ROOT))
            .put("interval", profile.annual() ? "year" : "month")
            .put("interval_count", 1)
            .close()
            .put("start_date", contract.startAt())
            .put("current_period_start", contract.periodStartAt())
            .put("current_period_end", contract.periodEndAt())
            .put("cancel_at_period_end", contract.cancelling())
            .time("cancel_at", contract.cancelling() ? contract.periodEndAt() : 0)
            .time("ended_at", contract.endedAt());
    if (contract.paused()) {
      json.open("pause_collection").put("behavior", "void").close();
    } else {
      json.put("pause_collection", null);
    }
    landing.add(
        Export.ST_SUBSCRIPTION,
        at,
        json.put("created", contract.startAt()).put("updated", at).line());
  }

  /**
   * An invoice as it is from a moment on.
   *
   * @param status {@code open} or {@code paid}
   */
  void invoice(Bill bill, String status, long at) {
    landing.add(
        Export.ST_INVOICE,
        at,
        new Json()
            .put("id", bill.id())
            .put("object", "invoice")
            .put("customer", bill.profile().stripeId())
            .put("subscription", bill.subscription())
            .put("status", status)
            .put("total", bill.amount())
            .put("currency", bill.profile().currency().toLowerCase(Locale.ROOT))
            .put("due_date", bill.createdAt() + 14 * 86_400L)
            .time("paid_at", status.equals("paid") ? at : 0)
            .put("created", bill.createdAt())
            .put("updated", at)
            .line());
  }

  /**
   * An invoice.
   *
   * @param amount minor units
   * @param createdAt epoch second
   */
  record Bill(String id, Profile profile, String subscription, long amount, long createdAt) {}

  /** An attempt to collect a bill. */
  void charge(Bill bill, String id, String failure, long at) {
    YearMonth expires = cardExpires(bill.profile().stripeId(), at);
    landing.add(
        Export.ST_CHARGE,
        at,
        new Json()
            .put("id", id)
            .put("object", "charge")
            .put("customer", bill.profile().stripeId())
            .put("invoice", bill.id())
            .put("amount", bill.amount())
            .put("currency", bill.profile().currency().toLowerCase(Locale.ROOT))
            .put("status", failure == null ? "succeeded" : "failed")
            .put("failure_code", failure)
            .open("payment_method_details")
            .put("type", "card")
            .open("card")
            .put("exp_month", expires.getMonthValue())
            .put("exp_year", expires.getYear())
            .close()
            .close()
            .put("created", at)
            .put("updated", at)
            .line());
  }

  /** A card is good for three years, and another one follows it. */
  private static YearMonth cardExpires(String customer, long at) {
    YearMonth month = YearMonth.from(Instant.ofEpochSecond(at).atOffset(ZoneOffset.UTC));
    long months = month.getLong(ChronoField.PROLEPTIC_MONTH);
    return month.plusMonths(Math.floorMod(customer.hashCode() - months, CARD_MONTHS));
  }

  void refund(Bill bill, String charge, long amount, long at) {
    landing.add(Export.ST_REFUND, at, back(bill, charge, "re", "refund", amount, at));
  }

  void dispute(Bill bill, String charge, long at) {
    landing.add(Export.ST_DISPUTE, at, back(bill, charge, "dp", "dispute", bill.amount(), at));
  }

  private static String back(
      Bill bill, String charge, String prefix, String object, long amount, long at) {
    return new Json()
        .put("id", prefix + charge.substring(2))
        .put("object", object)
        .put("charge", charge)
        .put("customer", bill.profile().stripeId())
        .put("invoice", bill.id())
        .put("amount", amount)
        .put("currency", bill.profile().currency().toLowerCase(Locale.ROOT))
        .put("reason", object.equals("refund") ? "requested_by_customer" : "product_not_received")
        .put("status", object.equals("refund") ? "succeeded" : "needs_response")
        .put("created", at)
        .line();
  }
}
