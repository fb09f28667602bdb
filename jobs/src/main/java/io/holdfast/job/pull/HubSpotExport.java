package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * HubSpot's objects by search, in the order of their last modification. A search gives no more than
 * 10,000 records and skips some when others change meanwhile, so each page is a search of its own
 * that begins at the last instant of the page before. Where the records of one instant fill a page,
 * as after an import, they go on by their ids.
 */
final class HubSpotExport implements ExportStream {
  private final Server server;
  private final PullConfig config;
  private final String export;
  private final Instant start;
  private final String modified;
  private final HubSpotAssociations associations;
  private final HubSpotMerges merges;
  private List<String> properties;

  /** Which records a search asks for, by their last modification. */
  private enum How {
    SINCE,
    /** Of one instant, with higher ids. */
    AT,
    LATER
  }

  /**
   * Where the search goes on.
   *
   * @param id the last one of the instant that was delivered
   */
  private record Place(How how, Instant time, String id) {
    String text() {
      return "%s %s %s".formatted(how, time, id);
    }

    static Place read(String text) {
      String[] parts = text.split(" ", -1);
      return new Place(How.valueOf(parts[0]), Instant.parse(parts[1]), parts[2]);
    }
  }

  HubSpotExport(Server server, PullConfig config, String export, Instant start) {
    this.server = server;
    this.config = config;
    this.export = export;
    this.start = start == null ? Instant.EPOCH : start;
    this.modified = export.equals("contacts") ? "lastmodifieddate" : "hs_lastmodifieddate";
    this.associations =
        new HubSpotAssociations(server, export, config.exports().get(export).include());
    this.merges = new HubSpotMerges(server, export);
  }

  @Override
  public String first() {
    return new Place(How.SINCE, start, "0").text();
  }

  @Override
  public Page page(String text, Instant cut) {
    Place place = Place.read(text);
    if (!place.time().isBefore(cut)) {
      return Page.empty(text, true, cut);
    }
    Answer<JsonNode> answer =
        server.post("/crm/v3/objects/%s/search".formatted(export), search(place, cut));
    JsonNode results = answer.body().path("results");
    List<ObjectNode> records = associations.join(results);
    merges.join(records);
    List<Item> items = records.stream().map(this::item).toList();
    inOrder(place, items);
    boolean full = results.size() >= config.page();
    Place next = next(place, items, full);
    boolean at = place.how() == How.AT;
    return new Page(null, items, next.text(), !full && !at, answer.until(cut), at);
  }

  /** By the property that is searched by: {@code updatedAt} may lie beside it. */
  private Item item(ObjectNode record) {
    String property = record.path("properties").path(modified).asText("");
    Instant time = Instant.parse(property.isEmpty() ? record.path("updatedAt").asText() : property);
    return new Item(record.path("id").asText() + "@" + time, time, Json.text(record));
  }

  /** A search that was not sorted would leave a hole. */
  private void inOrder(Place place, List<Item> items) {
    for (int i = 1; i < items.size() && place.how() != How.AT; i++) {
      if (items.get(i).modified().isBefore(items.get(i - 1).modified())) {
        throw new PullException(
            "%s came out of order: %s after %s; the search did not sort by %s"
                .formatted(export, items.get(i).modified(), items.get(i - 1).modified(), modified));
      }
    }
  }

  private static Place next(Place place, List<Item> items, boolean full) {
    if (place.how() == How.AT && full) {
      String key = items.get(items.size() - 1).key();
      return new Place(How.AT, place.time(), key.substring(0, key.indexOf('@')));
    }
    if (place.how() == How.AT) {
      return new Place(How.LATER, place.time(), "0");
    }
    if (items.isEmpty()) {
      return place;
    }
    Instant last = items.get(items.size() - 1).modified();
    boolean stuck = full && items.get(0).modified().equals(last);
    return new Place(stuck ? How.AT : How.SINCE, last, "0");
  }

  private ObjectNode search(Place place, Instant cut) {
    ObjectNode body = Json.object();
    ArrayNode filters = body.putArray("filterGroups").addObject().putArray("filters");
    String time = String.valueOf(place.time().toEpochMilli());
    switch (place.how()) {
      case SINCE -> filter(filters, modified, "GTE", time);
      case LATER -> filter(filters, modified, "GT", time);
      case AT -> {
        filter(filters, modified, "EQ", time);
        filter(filters, "hs_object_id", "GT", place.id());
      }
    }
    if (place.how() != How.AT) {
      filter(filters, modified, "LT", String.valueOf(cut.toEpochMilli()));
    }
    body.putArray("sorts").add(place.how() == How.AT ? "hs_object_id" : modified);
    ArrayNode names = body.putArray("properties");
    properties().forEach(names::add);
    return body.put("limit", config.page()).put("after", "0");
  }

  private static void filter(ArrayNode filters, String name, String operator, String value) {
    filters.addObject().put("propertyName", name).put("operator", operator).put("value", value);
  }

  /** Those that were chosen, or all that HubSpot knows of these objects. */
  private List<String> properties() {
    if (properties == null) {
      List<String> names = new ArrayList<>(config.exports().get(export).fields());
      if (names.isEmpty()) {
        server
            .get("/crm/v3/properties/" + export, Map.of())
            .body()
            .path("results")
            .forEach(property -> names.add(property.path("name").asText()));
      }
      if (!names.contains(modified)) {
        names.add(modified);
      }
      properties = List.copyOf(names);
    }
    return properties;
  }
}
