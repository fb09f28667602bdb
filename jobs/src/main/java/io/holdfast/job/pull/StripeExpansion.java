package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What Stripe leaves out unless it is asked for, and neither a list of subscriptions (expansions
 * end at the fourth level, https://docs.stripe.com/expand) nor an event can be asked for: discounts
 * are bare ids, since 2025-09-30 their coupons too, and prices come without tiers and
 * currency_options. Each coupon and price is read once a pull. What is gone meanwhile stays as it
 * is.
 */
final class StripeExpansion {
  private final Server server;
  private final Map<String, Optional<JsonNode>> read = new HashMap<>();

  StripeExpansion(Server server) {
    this.server = server;
  }

  /** Makes discounts, coupons and prices of a subscription or customer whole. */
  void complete(ObjectNode object) {
    List<ObjectNode> items = objects(object.path("items").path("data"));
    discounts(object, items);
    coupon(object.path("discount"));
    objects(object.path("discounts")).forEach(this::coupon);
    items.forEach(item -> objects(item.path("discounts")).forEach(this::coupon));
    items.forEach(item -> price(item.path("price"), object.path("currency").asText("")));
  }

  private static List<ObjectNode> objects(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .toList();
  }

  /** Bare ids become the discounts that the subscription still has. */
  private void discounts(ObjectNode subscription, List<ObjectNode> items) {
    List<String> asked = new ArrayList<>();
    if (hasBare(subscription)) {
      asked.add("discounts");
    }
    if (items.stream().anyMatch(StripeExpansion::hasBare)) {
      asked.add("items.data.discounts");
    }
    if (asked.isEmpty()) {
      return;
    }
    Map<String, JsonNode> whole = new HashMap<>();
    read("/v1/subscriptions/" + subscription.path("id").asText(), asked)
        .ifPresent(
            now -> {
              List<JsonNode> holders = new ArrayList<>(objects(now.path("items").path("data")));
              holders.add(now);
              holders.stream()
                  .flatMap(holder -> objects(holder.path("discounts")).stream())
                  .forEach(discount -> whole.put(discount.path("id").asText(), discount));
            });
    replace(subscription.path("discounts"), whole);
    items.forEach(item -> replace(item.path("discounts"), whole));
  }

  private static boolean hasBare(JsonNode holder) {
    return StreamSupport.stream(holder.path("discounts").spliterator(), false)
        .anyMatch(JsonNode::isTextual);
  }

  private static void replace(JsonNode discounts, Map<String, JsonNode> whole) {
    for (int i = 0; i < discounts.size(); i++) {
      JsonNode found = whole.get(discounts.get(i).asText());
      if (discounts.get(i).isTextual() && found != null) {
        ((ArrayNode) discounts).set(i, found.deepCopy());
      }
    }
  }

  private void coupon(JsonNode discount) {
    JsonNode holder = discount.path("source").isObject() ? discount.path("source") : discount;
    JsonNode coupon = holder.path("coupon");
    if (coupon.isTextual()) {
      once("/v1/coupons/" + coupon.asText(), List.of())
          .ifPresent(whole -> ((ObjectNode) holder).set("coupon", whole));
    }
  }

  private void price(JsonNode price, String currency) {
    boolean isForeign = !currency.isEmpty() && !price.path("currency").asText("").equals(currency);
    boolean isTiered = price.path("billing_scheme").asText("").equals("tiered");
    List<String> asked = new ArrayList<>();
    if (isTiered && !price.path("tiers").isArray()) {
      asked.add("tiers");
    }
    if (isForeign && !price.path("currency_options").isObject()) {
      asked.add(isTiered ? "currency_options.%s.tiers".formatted(currency) : "currency_options");
    }
    if (price instanceof ObjectNode into && !asked.isEmpty()) {
      once("/v1/prices/" + price.path("id").asText(), asked)
          .ifPresent(
              whole ->
                  List.of("tiers", "currency_options").stream()
                      .filter(whole::hasNonNull)
                      .forEach(name -> into.set(name, whole.get(name))));
    }
  }

  private Optional<JsonNode> once(String path, List<String> asked) {
    String key = path + asked;
    Optional<JsonNode> known = read.get(key);
    if (known == null) {
      known = read(path, asked);
      read.put(key, known);
    }
    return known;
  }

  private Optional<JsonNode> read(String path, List<String> asked) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String each : asked) {
      query.put("expand[%d]".formatted(query.size()), each);
    }
    try {
      return Optional.of(server.get(path, query).body());
    } catch (PullException e) {
      if (e.gone()) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
