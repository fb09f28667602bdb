package io.holdfast.job.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.landing.Records.Found;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetRecordsTest {
  private static final Configuration HADOOP = new Configuration(false);

  @TempDir Path folder;

  @Test
  void timesAndNumbersOfEveryWidthAreWrittenOut() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              required int96 old;
              required int64 millis (TIMESTAMP(MILLIS,true));
              required int64 local (TIMESTAMP(MICROS,false));
              required int64 nanos (TIMESTAMP(NANOS,true));
              required int32 day (DATE);
              required int32 time (TIME(MILLIS,true));
              required int32 cents (DECIMAL(9,2));
              required binary big (DECIMAL(20,4));
              required int32 unsigned (INTEGER(32,false));
              required double ratio;
              optional binary absent (STRING);
            }
            """);
    Group group =
        new SimpleGroup(schema)
            .append("old", int96(2_460_311, 36_000_000_000_000L))
            .append("millis", 1_704_103_200_123L)
            .append("local", 1_704_103_200_000_001L)
            .append("nanos", -1L)
            .append("day", 19_723)
            .append("time", 36_000_000)
            .append("cents", -1250)
            .append("big", Binary.fromConstantByteArray(new byte[] {1, 0, 0}))
            .append("unsigned", -1)
            .append("ratio", 0.5);
    assertThat(read(write(schema, group)))
        .containsExactly(
            "{\"old\":\"2024-01-01T10:00:00.000000Z\",\"millis\":\"2024-01-01T10:00:00.123000Z\","
                + "\"local\":\"2024-01-01T10:00:00.000001\","
                + "\"nanos\":\"1969-12-31T23:59:59.999999999Z\",\"day\":\"2024-01-01\","
                + "\"time\":\"10:00\",\"cents\":-12.50,\"big\":6.5536,\"unsigned\":4294967295,"
                + "\"ratio\":0.5}");
  }

  @Test
  void listsMapsAndTextOfOldAndNewWritersComeOutAlike() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              optional group now (LIST) { repeated group list { optional int32 element; } }
              optional group avro (LIST) { repeated int32 array; }
              optional group hive (LIST) { repeated group bag { optional binary array_element; } }
              repeated int32 bare;
              optional group pairs (MAP) {
                repeated group key_value { required binary key (STRING); optional int32 value; }
              }
              optional group inner { optional binary a; }
              optional binary bytes;
            }
            """);
    SimpleGroup group = new SimpleGroup(schema);
    Group now = group.addGroup("now");
    now.addGroup("list").append("element", 1);
    now.addGroup("list");
    group.addGroup("avro").append("array", 2).append("array", 3);
    group.addGroup("hive").addGroup("bag").append("array_element", "x");
    group.append("bare", 4);
    group.addGroup("pairs").addGroup("key_value").append("key", "k").append("value", 5);
    group.addGroup("inner").append("a", "naïve");
    group.append("bytes", Binary.fromConstantByteArray(new byte[] {(byte) 0xFF, 1}));
    Path file = write(schema, group);
    assertThat(read(file))
        .containsExactly(
            "{\"now\":[1,null],\"avro\":[2,3],\"hive\":[\"x\"],\"bare\":[4],\"pairs\":{\"k\":5},"
                + "\"inner\":{\"a\":\"naïve\"},\"bytes\":\"/wE=\"}");
    try (ParquetRecords records = open(file)) {
      assertThat(records.fields()).contains("now", "inner", "inner.a");
    }
  }

  @Test
  void anotherEnginesFileIsRead() throws IOException, SQLException {
    Path file = folder.resolve("duck.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          """
          copy (select 7::hugeint as huge, 'x'::blob as bytes, 1.25::decimal(18,2) as amount,
              uuid '6f3c1f36-5a55-4f0e-9f0b-000000000001' as id, [1, null] as list,
              {'a': {'b': 'c'}} as deep, map {'k': true} as pairs,
              timestamp_ns '2024-01-01 10:00:00.123456789' as ns,
              timestamptz '2024-01-01 10:00:00+00' as instant, 255::utinyint as tiny
            union all select null, null, null, null, null, null, null, null, null, null)
          to '%s' (format parquet, codec 'zstd')"""
              .formatted(file));
    }
    assertThat(read(file))
        .containsExactly(
            "{\"huge\":7.0,\"bytes\":\"x\",\"amount\":1.25,"
                + "\"id\":\"6f3c1f36-5a55-4f0e-9f0b-000000000001\",\"list\":[1,null],"
                + "\"deep\":{\"a\":{\"b\":\"c\"}},\"pairs\":{\"k\":true},"
                + "\"ns\":\"2024-01-01T10:00:00.123456789\","
                + "\"instant\":\"2024-01-01T10:00:00.000000Z\",\"tiny\":255}",
            "{}");
  }

  @Test
  void codecThatIsNotReadIsNamed() throws IOException, SQLException {
    Path file = folder.resolve("a.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "copy (select 1 as id) to '%s' (format parquet, codec 'brotli')".formatted(file));
    }
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(ForeignFileException.class)
        .hasMessage(
            "a Parquet file packed with brotli; that codec is not supported; write it with snappy,"
                + " gzip, zstd, lz4 or uncompressed");
  }

  @Test
  void partsHaveEveryRecordOnceUnderItsNumberInTheFile() throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m {required int32 n;}");
    Group[] groups = new Group[5_000];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new SimpleGroup(schema).append("n", i * i);
    }
    LandingFile file = landed(write(schema, groups));
    List<String> whole;
    try (ParquetRecords records = new ParquetRecords(FilePart.whole(file), HADOOP)) {
      whole = numbered(records);
    }
    List<String> parts = new ArrayList<>();
    int filled = 0;
    for (long from = 0; from < file.bytes(); from += 3_000) {
      FilePart part = new FilePart(file, from, Math.min(file.bytes(), from + 3_000));
      try (ParquetRecords records = new ParquetRecords(part, HADOOP)) {
        List<String> own = numbered(records);
        filled += own.isEmpty() ? 0 : 1;
        parts.addAll(own);
      }
    }
    assertThat(filled).isGreaterThan(2);
    assertThat(whole).hasSize(groups.length).startsWith("1 {\"n\":0}", "2 {\"n\":1}");
    assertThat(parts).isEqualTo(whole);
  }

  private static Binary int96(int julianDay, long nanos) {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(nanos).putInt(julianDay).flip();
    return Binary.fromConstantByteBuffer(bytes);
  }

  private Path write(MessageType schema, Group... groups) throws IOException {
    Path file = folder.resolve("a.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(schema)
            .withRowGroupSize(1_000L)
            .withConf(HADOOP)
            .build()) {
      for (Group group : groups) {
        writer.write(group);
      }
    }
    return file;
  }

  private static LandingFile landed(Path file) throws IOException {
    return new LandingFile("a.parquet", file.toUri().toString(), Files.size(file));
  }

  private static ParquetRecords open(Path file) throws IOException {
    return new ParquetRecords(FilePart.whole(landed(file)), HADOOP);
  }

  private static List<String> read(Path file) throws IOException {
    try (ParquetRecords records = open(file)) {
      return numbered(records).stream().map(text -> text.split(" ", 2)[1]).toList();
    }
  }

  /** Records with their numbers. */
  private static List<String> numbered(ParquetRecords records) throws IOException {
    List<String> texts = new ArrayList<>();
    long number = records.before();
    for (Found found = records.next(); found != null; found = records.next()) {
      texts.add(++number + " " + found.text());
    }
    return texts;
  }
}
