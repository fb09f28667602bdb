package io.holdfast.job.landing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.holdfast.job.landing.Expected.Needed;
import io.holdfast.job.landing.Records.Found;
import java.util.ArrayList;
import java.util.List;

/** Objects as records: which fields they have, which needed ones they lack, and which twice. */
final class JsonFields {
  private final Expected expected;
  private final Notices notices = new Notices();
  private final DoubledKeys nodes = new DoubledKeys(this::twice);

  JsonFields(Expected expected) {
    this.expected = expected;
  }

  /** Makes the objects, and sees names that stand twice in them. */
  JsonNodeFactory nodes() {
    return nodes;
  }

  /** As {@link Records#notice}. */
  String notice() {
    return notices.next();
  }

  private void twice(String name) {
    if (expected.needs(name)) {
      notices.add("has an object with '%s' twice; the last one counts".formatted(name));
    }
  }

  Found found(String text, JsonNode object) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    return new Found(text, absent(object), fields);
  }

  private List<String> absent(JsonNode object) {
    List<String> absent = null;
    for (Needed needed : expected.needed()) {
      if (!has(object, needed)) {
        absent = absent == null ? new ArrayList<>() : absent;
        absent.add(needed.field());
      }
    }
    return absent;
  }

  private static boolean has(JsonNode object, Needed needed) {
    for (List<String> path : needed.names()) {
      if (isAt(path, object)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(List<String> path, JsonNode object) {
    JsonNode node = object;
    for (String part : path) {
      node = node == null ? null : node.get(part);
    }
    return node != null;
  }
}
