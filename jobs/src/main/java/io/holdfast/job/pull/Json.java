package io.holdfast.job.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;

/** JSON as vendors send it, numbers kept as they stand. */
final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  /** An object; anything else is an answer that was spoilt on its way. */
  static JsonNode read(byte[] body) throws IOException {
    JsonNode node;
    try {
      node = MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException("the answer is no whole JSON", e); // its own words quote the answer
    }
    if (node == null || !node.isContainerNode()) {
      throw new IOException("the answer is no JSON object");
    }
    return node;
  }

  /** One of our own texts. */
  static JsonNode parse(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A kept position is not JSON", e);
    }
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write JSON", e);
    }
  }

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** What an error answer says, under the names that the four vendors use. */
  static Optional<String> message(String body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      JsonNode first = node.isArray() && !node.isEmpty() ? node.get(0) : node;
      return Stream.of(
              first.path("error").path("message"),
              first.path("error_description"),
              first.path("description"),
              first.path("message"),
              first.path("error").path("title"),
              first.path("error"))
          .filter(JsonNode::isTextual)
          .map(JsonNode::textValue)
          .findFirst();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Json() {}
}
