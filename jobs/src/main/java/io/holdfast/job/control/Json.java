package io.holdfast.job.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** Counts by name, as the control database keeps them. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static String write(Map<String, Long> counts) {
    try {
      return MAPPER.writeValueAsString(new TreeMap<>(counts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + counts, e);
    }
  }

  static Map<String, Long> read(String json) {
    try {
      return MAPPER.readValue(json, new TypeReference<TreeMap<String, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Control database holds no counts but " + json, e);
    }
  }

  private Json() {}
}
