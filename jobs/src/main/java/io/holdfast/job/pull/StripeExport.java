package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stripe's objects with {@code updated}, which they do not have themselves. First every object is
 * listed as it is; from then on their changes come from the events, which Stripe keeps for 30 days:
 * after a longer pause everything is listed again, and changes in between are lost.
 */
final class StripeExport implements ExportStream {
  /**
   * Where an export's objects are.
   *
   * @param object as Stripe names its kind
   * @param events names of the events that carry it
   * @param born whether an event says that one was created
   * @param dated whether their list can be asked for by when they were created
   */
  private record Kind(
      String object, String path, List<String> events, boolean born, boolean dated) {

    Kind(String object, String path) {
      this(object, path, List.of(object + ".*"), true, true);
    }
  }

  private static final Map<String, Kind> KINDS =
      Map.of(
          "customers",
          new Kind("customer", "customers"),
          "products",
          new Kind("product", "products"),
          "prices",
          new Kind("price", "prices"),
          "coupons",
          new Kind("coupon", "coupons"),
          "subscriptions",
          new Kind("subscription", "subscriptions", List.of("customer.subscription.*"), true, true),
          "invoices",
          new Kind("invoice", "invoices"),
          "credit_notes",
          new Kind("credit_note", "credit_notes", List.of("credit_note.*"), true, false),
          "charges",
          new Kind("charge", "charges"),
          "refunds",
          new Kind(
              "refund",
              "refunds",
              List.of("refund.created", "refund.updated", "refund.failed", "charge.refund.updated"),
              false,
              true),
          "disputes",
          new Kind("dispute", "disputes", List.of("charge.dispute.*"), true, true));
  static final Set<String> NAMES = KINDS.keySet();

  private static final Duration KEPT = Duration.ofDays(29);
  private static final Duration FRESH = Duration.ofDays(1);

  /** What is asked for: every object, those born since, or changes of any. */
  private enum How {
    LIST,
    BORN,
    EVENTS
  }

  private final Server server;
  private final PullConfig config;
  private final Kind kind;
  private final Instant start;
  private final StripeParts parts;
  private final StripeExpansion expansion;

  StripeExport(Server server, PullConfig config, String export, Instant start) {
    this.server = server;
    this.config = config;
    this.kind = KINDS.get(export);
    this.start = start == null ? Instant.EPOCH : start;
    this.parts = new StripeParts(server, config.page());
    this.expansion = new StripeExpansion(server);
  }

  @Override
  public String first() {
    return place(How.LIST, Window.from(start));
  }

  private static String place(How how, Window window) {
    return how.name() + " " + window.text();
  }

  @Override
  public Page page(String place, Instant cut) {
    int space = place.indexOf(' ');
    How how = How.valueOf(place.substring(0, space));
    Window window = Window.read(place.substring(space + 1));
    if (window.over(cut)) {
      return Page.empty(place, true, cut);
    }
    return how == How.EVENTS ? changed(window, cut) : listed(how, window, cut);
  }

  /** Newest first; what is younger than the window's end comes by its event. */
  private Page listed(How how, Window window, Instant cut) {
    Map<String, String> query = query(window, cut);
    if (!kind.dated()) {
      query.keySet().removeIf(name -> name.startsWith("created"));
    }
    if (kind.object().equals("subscription")) {
      query.put("status", "all");
    }
    Answer<JsonNode> answer = server.get("/v1/" + kind.path(), query);
    Window bounded = window.until(answer.until(cut));
    long updated = asOf(bounded.until(), answer.served().orElse(cut));
    List<Item> items = new ArrayList<>();
    for (JsonNode object : answer.body().path("data")) {
      if (bounded.holds(created(object))) {
        items.add(item((ObjectNode) object, updated));
      }
    }
    return page(how, answer.body(), bounded, items, cut);
  }

  /**
   * When a listed object counts as it is: at the end of the day that was asked for; when that is
   * long over, not before it was listed.
   */
  private static long asOf(Instant until, Instant served) {
    return (served.isBefore(until.plus(FRESH)) ? until.minusSeconds(1) : served).getEpochSecond();
  }

  /** Newest first, too. */
  private Page changed(Window window, Instant cut) {
    Map<String, String> query = query(window, cut);
    if (kind.events().size() == 1) {
      query.put("type", kind.events().get(0));
    } else {
      for (int i = 0; i < kind.events().size(); i++) {
        query.put("types[%d]".formatted(i), kind.events().get(i));
      }
    }
    Answer<JsonNode> answer = server.get("/v1/events", query);
    if (window.from().isBefore(answer.served().orElse(cut).minus(KEPT))) {
      return Page.empty(first(), false, cut);
    }
    Window bounded = window.until(answer.until(cut));
    List<Item> items = new ArrayList<>();
    for (JsonNode event : answer.body().path("data")) {
      JsonNode object = event.path("data").path("object");
      if (bounded.holds(created(event)) && object.path("object").asText().equals(kind.object())) {
        items.add(item(changed(event), created(event).getEpochSecond()));
      }
    }
    return page(How.EVENTS, answer.body(), bounded, items, cut);
  }

  /** An object that was deleted says so; a canceled subscription is not deleted. */
  private ObjectNode changed(JsonNode event) {
    ObjectNode object = event.path("data").path("object").deepCopy();
    return event.path("type").asText().equals(kind.object() + ".deleted")
        ? object.put("deleted", true)
        : object;
  }

  private Map<String, String> query(Window window, Instant cut) {
    Instant until = window.until() == null ? cut : window.until();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", String.valueOf(config.page()));
    query.put("created[gte]", String.valueOf(window.from().getEpochSecond()));
    query.put("created[lt]", String.valueOf(until.getEpochSecond()));
    if (window.after() != null) {
      query.put("starting_after", window.after());
    }
    return query;
  }

  private Page page(How how, JsonNode body, Window window, List<Item> items, Instant cut) {
    JsonNode data = body.path("data");
    if (body.path("has_more").asBoolean(false) && !data.isEmpty()) {
      String last = data.get(data.size() - 1).path("id").asText();
      return new Page(null, items, place(how, window.after(last)), false, cut);
    }
    if (how == How.EVENTS && !kind.born()) {
      return new Page(null, items, place(How.BORN, window.after(null)), false, cut);
    }
    boolean last = how != How.LIST;
    return new Page(null, items, place(How.EVENTS, window.next()), last, cut);
  }

  private static Instant created(JsonNode node) {
    return Instant.ofEpochSecond(node.path("created").asLong());
  }

  /** The key holds the second only: of two changes within it the later one, which comes first. */
  private Item item(ObjectNode object, long updated) {
    parts.complete(object);
    if (kind.object().equals("subscription") || kind.object().equals("customer")) {
      expansion.complete(object);
    }
    object.put("updated", updated);
    return new Item(object.path("id").asText() + "@" + updated, null, Json.text(object));
  }
}
