package io.holdfast.job.landing;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.job.landing.Expected.Needed;
import io.holdfast.job.landing.Records.Found;
import java.util.ArrayList;
import java.util.List;

/** Which fields an object has and which needed ones it lacks. */
final class JsonFields {

  static Found found(String text, JsonNode object, Expected expected) {
    List<String> fields = new ArrayList<>();
    object.fieldNames().forEachRemaining(fields::add);
    return new Found(text, absent(object, expected), fields);
  }

  private static List<String> absent(JsonNode object, Expected expected) {
    List<String> absent = null;
    for (Needed needed : expected.needed()) {
      if (needed.names().stream().noneMatch(path -> has(object, path))) {
        absent = absent == null ? new ArrayList<>() : absent;
        absent.add(needed.field());
      }
    }
    return absent;
  }

  private static boolean has(JsonNode object, List<String> path) {
    JsonNode node = object;
    for (String part : path) {
      node = node == null ? null : node.get(part);
    }
    return node != null;
  }

  private JsonFields() {}
}
