package io.holdfast.conform;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads the fields of a record that a mapping names, as texts, in one pass over its JSON; as {@code
 * from_json} reads them into texts, and empty ones as null. A field of an object may also stand
 * under its whole dotted name, as in a CSV. Called by generated code, which wants it public.
 */
public final class RecordParser implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /** How a text becomes the value of a field. */
  enum Reading {
    /** As it stands. */
    RAW,
    /** Null when it is empty. */
    FILLED,
    /** Null when it is empty, or a placeholder for no time. */
    DATED
  }

  /**
   * A field that is read.
   *
   * @param place of its value among those of its object
   * @param below its own fields; null when it is a text
   * @param other place of what stands under its whole dotted name; -1 when nothing can
   */
  record Field(int place, Reading reading, Map<String, Field> below, int other)
      implements Serializable {}

  private final Map<String, Field> fields;
  private final Map<String, Integer> dotted;
  private final int added;

  /**
   * @param fields of the record, by name
   * @param dotted whole names under which fields of objects may stand, with their places
   */
  RecordParser(Map<String, Field> fields, List<String> dotted) {
    this.fields = new HashMap<>(fields);
    this.dotted = new HashMap<>();
    dotted.forEach(name -> this.dotted.put(name, this.dotted.size()));
    this.added = dotted.size();
  }

  /** The fields of a record as a row; where it is no object all are null. */
  public static InternalRow fields(UTF8String record, RecordParser parser) {
    return parser.parsed(record);
  }

  private InternalRow parsed(UTF8String record) {
    Object[] values = new Object[fields.size()];
    Object[] others = new Object[added];
    byte[] bytes = record.getBytes();
    try (JsonParser json = JSON.createParser(bytes, 0, bytes.length)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        read(json, fields, values, others);
      }
    } catch (IOException e) {
      // Landing never writes such a record; of one that another engine wrote nothing is known.
      return row(fields, new Object[fields.size()], new Object[added]);
    }
    return row(fields, values, others);
  }

  /**
   * @param others of the record, by place; null within an object
   */
  private void read(JsonParser json, Map<String, Field> known, Object[] values, Object[] others)
      throws IOException {
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      Field field = known.get(name);
      Integer other = others == null ? null : dotted.get(name);
      if (field == null && other == null) {
        json.skipChildren();
      } else if (field != null && field.below() != null) {
        if (token == JsonToken.START_OBJECT) {
          Object[] inner = new Object[field.below().size()];
          read(json, field.below(), inner, null);
          values[field.place()] = inner;
        } else {
          json.skipChildren();
          values[field.place()] = token == JsonToken.VALUE_NULL ? null : values[field.place()];
        }
      } else {
        UTF8String text = text(json, token);
        if (field != null) {
          values[field.place()] = text;
        }
        if (other != null) {
          others[other] = text;
        }
      }
    }
  }

  private static UTF8String text(JsonParser json, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_NULL -> null;
      case VALUE_STRING -> UTF8String.fromString(json.getText());
      case VALUE_TRUE -> UTF8String.fromString("true");
      case VALUE_FALSE -> UTF8String.fromString("false");
      default -> written(json);
    };
  }

  private static UTF8String written(JsonParser json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator text = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
      text.copyCurrentStructure(json);
    }
    return UTF8String.fromBytes(bytes.toByteArray());
  }

  private static InternalRow row(Map<String, Field> known, Object[] values, Object[] others) {
    Object[] row = new Object[known.size()];
    for (Field field : known.values()) {
      Object value = values[field.place()];
      row[field.place()] =
          field.below() == null
              ? told(field, (UTF8String) value, others)
              : row(
                  field.below(),
                  value == null ? new Object[field.below().size()] : (Object[]) value,
                  others);
    }
    return new GenericInternalRow(row);
  }

  private static UTF8String told(Field field, UTF8String value, Object[] others) {
    if (field.reading() == Reading.RAW) {
      return value;
    }
    UTF8String filled = TextValues.filled(value);
    if (filled == null && field.other() >= 0) {
      filled = TextValues.filled((UTF8String) others[field.other()]);
    }
    return filled != null && field.reading() == Reading.DATED
        ? TextValues.noPlaceholder(filled)
        : filled;
  }
}
