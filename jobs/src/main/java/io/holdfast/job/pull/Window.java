package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A span of time that is asked for page by page.
 *
 * @param from first instant
 * @param until first instant after it; null before the first page
 * @param after the vendor's mark of the last page; null for the first one
 */
record Window(Instant from, Instant until, String after) {

  static Window from(Instant from) {
    return new Window(from, null, null);
  }

  /** With its end, unless it has one. */
  Window until(Instant end) {
    return until == null ? new Window(from, end, after) : this;
  }

  Window after(String page) {
    return new Window(from, until, page);
  }

  /** The one that begins where this one ends. */
  Window next() {
    return from(until.isBefore(from) ? from : until);
  }

  /** Whether everything before a cut was asked for. */
  boolean over(Instant cut) {
    return until == null && !from.isBefore(cut);
  }

  boolean holds(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  String text() {
    ObjectNode node = Json.object().put("from", from.toString());
    if (until != null) {
      node.put("until", until.toString());
    }
    if (after != null) {
      node.put("after", after);
    }
    return Json.text(node);
  }

  static Window read(String text) {
    JsonNode node = Json.parse(text);
    return new Window(
        Instant.parse(node.path("from").asText()),
        node.has("until") ? Instant.parse(node.path("until").asText()) : null,
        node.has("after") ? node.path("after").asText() : null);
  }
}
