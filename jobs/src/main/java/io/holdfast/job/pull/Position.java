package io.holdfast.job.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How far an export is pulled. Vendors' pages overlap (a time is asked for again, a page that
 * reached beyond the day is read twice), so the records of the last page are remembered.
 *
 * @param file number of the next file
 * @param place where the stream goes on
 * @param seen marks of the records there that are delivered already
 */
record Position(long file, String place, Set<String> seen) {

  static Position first(String place) {
    return new Position(1, place, Set.of());
  }

  /** Short and in practice unique: 66 bits. */
  static String mark(String key) {
    return digest(key).substring(0, 11);
  }

  Position at(String next, Collection<String> delivered) {
    return new Position(file, next, new LinkedHashSet<>(delivered));
  }

  Position nextFile() {
    return new Position(file + 1, place, seen);
  }

  /** The same name whenever a pull goes on from here: doing it again replaces the file. */
  String name() {
    return "%06d-%s".formatted(file, digest(text()).substring(0, 8));
  }

  String text() {
    ObjectNode node = Json.object().put("file", file).put("place", place);
    ArrayNode marks = node.putArray("seen");
    seen.stream().sorted().forEach(marks::add);
    return Json.text(node);
  }

  static Position read(String text) {
    JsonNode node = Json.parse(text);
    List<String> seen = new ArrayList<>();
    node.path("seen").forEach(mark -> seen.add(mark.asText()));
    return new Position(
        node.path("file").asLong(), node.path("place").asText(), new LinkedHashSet<>(seen));
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
