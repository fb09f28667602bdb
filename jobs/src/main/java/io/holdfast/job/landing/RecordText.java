package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import io.holdfast.conform.Unreadable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.example.data.Group;

/** Records as JSON text, numbers written as they stood. */
final class RecordText {
  static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

  /** Why a record is unreadable that holds what Python and JavaScript write for no number. */
  static final String NO_NUMBER = "holds NaN or Infinity, which JSON does not have; write null";

  /** Reads the one value that a text holds. */
  static final ObjectReader WHOLE =
      MAPPER.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A row of separated values under its header. */
  static String row(List<String> header, String[] values) {
    return written(
        json -> {
          json.writeStartObject();
          for (int i = 0; i < values.length; i++) {
            json.writeStringField(header.get(i), values[i]);
          }
          json.writeEndObject();
        });
  }

  /** A row that does not fit its header. */
  static String unreadable(String reason, String[] values) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeStringField(Unreadable.REASON, reason);
          json.writeFieldName(Unreadable.CONTENT);
          json.writeArray(marked(values), 0, values.length);
          json.writeEndObject();
        });
  }

  /** A text that is no object. */
  static String unreadable(String reason, String text) {
    return written(
        json -> {
          json.writeStartObject();
          json.writeStringField(Unreadable.REASON, reason);
          json.writeStringField(Unreadable.CONTENT, marked(text));
          json.writeEndObject();
        });
  }

  private static String[] marked(String[] values) {
    return Arrays.stream(values).map(RecordText::marked).toArray(String[]::new);
  }

  /** What was no text, with the mark that every program shows for it. */
  private static String marked(String text) {
    return text.replace(Layout.BROKEN, '\uFFFD');
  }

  static String object(JsonNode node) {
    return written(json -> MAPPER.writeTree(json, node));
  }

  static String group(Group group) {
    return written(json -> ParquetJson.object(json, group));
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  private static String written(Writing writing) {
    StringWriter text = new StringWriter(256);
    try (JsonGenerator json = MAPPER.createGenerator(text)) {
      writing.to(json);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a record as JSON", e);
    }
    return text.toString();
  }

  private RecordText() {}
}
