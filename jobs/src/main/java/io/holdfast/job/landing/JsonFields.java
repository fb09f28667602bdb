package io.holdfast.job.landing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Which needed fields an object lacks. */
final class JsonFields {

  /** Dotted names, or null when it lacks none. */
  static List<String> absent(JsonNode object, List<List<String>> needed) {
    List<String> absent = null;
    for (List<String> path : needed) {
      JsonNode node = object;
      for (String part : path) {
        node = node == null ? null : node.get(part);
      }
      if (node == null) {
        absent = absent == null ? new ArrayList<>() : absent;
        absent.add(String.join(".", path));
      }
    }
    return absent;
  }

  private JsonFields() {}
}
