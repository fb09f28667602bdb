package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet group as JSON. Nulls are left out; instants end with {@code Z}, local times with
 * nothing; bytes that are no text are Base64. Old writers' lists, maps and INT96 follow the
 * compatibility rules of the format's specification (LogicalTypes.md).
 */
final class ParquetJson {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 6, 9, true)
          .toFormatter(Locale.ROOT);
  private static final long JULIAN_EPOCH = 2_440_588;
  private static final long BILLION = 1_000_000_000;

  static void object(JsonGenerator json, Group group) throws IOException {
    GroupType type = group.getType();
    json.writeStartObject();
    for (int i = 0; i < type.getFieldCount(); i++) {
      Type field = type.getType(i);
      int values = group.getFieldRepetitionCount(i);
      if (field.isRepetition(Type.Repetition.REPEATED)) {
        json.writeFieldName(field.getName());
        array(json, group, i, values);
      } else if (values > 0) {
        json.writeFieldName(field.getName());
        value(json, group, i, 0);
      }
    }
    json.writeEndObject();
  }

  private static void array(JsonGenerator json, Group group, int field, int values)
      throws IOException {
    json.writeStartArray();
    for (int i = 0; i < values; i++) {
      value(json, group, field, i);
    }
    json.writeEndArray();
  }

  private static void value(JsonGenerator json, Group group, int field, int index)
      throws IOException {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      primitive(json, group, field, index, type.asPrimitiveType());
      return;
    }
    Group inner = group.getGroup(field, index);
    LogicalTypeAnnotation kind = type.getLogicalTypeAnnotation();
    if (kind instanceof ListLogicalTypeAnnotation) {
      list(json, inner);
    } else if (kind instanceof MapLogicalTypeAnnotation
        || kind instanceof MapKeyValueTypeAnnotation) {
      map(json, inner);
    } else {
      object(json, inner);
    }
  }

  private static void list(JsonGenerator json, Group list) throws IOException {
    Type repeated = list.getType().getType(0);
    int size = list.getFieldRepetitionCount(0);
    if (isElement(repeated, list.getType().getName())) {
      array(json, list, 0, size);
      return;
    }
    json.writeStartArray();
    for (int i = 0; i < size; i++) {
      Group wrapper = list.getGroup(0, i);
      if (wrapper.getFieldRepetitionCount(0) == 0) {
        json.writeNull();
      } else {
        value(json, wrapper, 0, 0);
      }
    }
    json.writeEndArray();
  }

  /** Whether the repeated type of a list is its element itself, as old writers have it. */
  private static boolean isElement(Type repeated, String list) {
    return repeated.isPrimitive()
        || repeated.asGroupType().getFieldCount() > 1
        || repeated.getName().equals("array")
        || repeated.getName().equals(list + "_tuple");
  }

  private static void map(JsonGenerator json, Group map) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
      Group entry = map.getGroup(0, i);
      Type key = entry.getType().getType(0);
      boolean text =
          key.isPrimitive()
              && key.asPrimitiveType().getPrimitiveTypeName()
                  == PrimitiveType.PrimitiveTypeName.BINARY;
      json.writeFieldName(text ? text(entry.getBinary(0, 0)) : entry.getValueToString(0, 0));
      if (entry.getType().getFieldCount() < 2 || entry.getFieldRepetitionCount(1) == 0) {
        json.writeNull();
      } else {
        value(json, entry, 1, 0);
      }
    }
    json.writeEndObject();
  }

  private static void primitive(
      JsonGenerator json, Group group, int field, int index, PrimitiveType type)
      throws IOException {
    LogicalTypeAnnotation kind = type.getLogicalTypeAnnotation();
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> json.writeBoolean(group.getBoolean(field, index));
      case FLOAT -> json.writeNumber(group.getFloat(field, index));
      case DOUBLE -> json.writeNumber(group.getDouble(field, index));
      case INT32 -> whole(json, group.getInteger(field, index), Integer.SIZE, kind);
      case INT64 -> whole(json, group.getLong(field, index), Long.SIZE, kind);
      case INT96 -> json.writeString(int96(group.getInt96(field, index)));
      default -> bytes(json, group.getBinary(field, index), type);
    }
  }

  private static void whole(JsonGenerator json, long value, int bits, LogicalTypeAnnotation kind)
      throws IOException {
    if (kind instanceof DecimalLogicalTypeAnnotation decimal) {
      json.writeNumber(BigDecimal.valueOf(value, decimal.getScale()));
    } else if (kind instanceof DateLogicalTypeAnnotation) {
      json.writeString(LocalDate.ofEpochDay(value).toString());
    } else if (kind instanceof TimeLogicalTypeAnnotation time) {
      json.writeString(
          LocalTime.ofNanoOfDay(value * (BILLION / perSecond(time.getUnit()))).toString());
    } else if (kind instanceof TimestampLogicalTypeAnnotation time) {
      long unit = perSecond(time.getUnit());
      long nanos = Math.floorMod(value, unit) * (BILLION / unit);
      String zone = time.isAdjustedToUTC() ? "Z" : "";
      json.writeString(text(Instant.ofEpochSecond(Math.floorDiv(value, unit), nanos)) + zone);
    } else if (kind instanceof IntLogicalTypeAnnotation number && !number.isSigned()) {
      json.writeNumber(
          bits == Integer.SIZE
              ? BigInteger.valueOf(Integer.toUnsignedLong((int) value))
              : new BigInteger(Long.toUnsignedString(value)));
    } else {
      json.writeNumber(value);
    }
  }

  private static long perSecond(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> 1_000;
      case MICROS -> 1_000_000;
      case NANOS -> BILLION;
    };
  }

  private static String text(Instant instant) {
    return TIME.format(instant.atOffset(ZoneOffset.UTC));
  }

  /** Nanoseconds of a day and the Julian day: an instant, as Spark and Hive write it. */
  private static String int96(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    long nanos = bytes.getLong();
    long day = bytes.getInt() - JULIAN_EPOCH;
    return text(Instant.ofEpochSecond(day * 86_400, nanos)) + "Z";
  }

  private static void bytes(JsonGenerator json, Binary value, PrimitiveType type)
      throws IOException {
    LogicalTypeAnnotation kind = type.getLogicalTypeAnnotation();
    if (kind instanceof DecimalLogicalTypeAnnotation decimal) {
      json.writeNumber(new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale()));
    } else if (kind instanceof Float16LogicalTypeAnnotation) {
      json.writeString(type.stringifier().stringify(value));
    } else if (kind instanceof UUIDLogicalTypeAnnotation) {
      ByteBuffer bytes = value.toByteBuffer().slice();
      json.writeString(new UUID(bytes.getLong(), bytes.getLong()).toString());
    } else {
      json.writeString(text(value));
    }
  }

  private static String text(Binary value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      return Base64.getEncoder().encodeToString(value.getBytes());
    }
  }

  private ParquetJson() {}
}
