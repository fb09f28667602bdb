package io.holdfast.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.RecordParser.Field;
import io.holdfast.conform.RecordParser.Reading;
import io.holdfast.table.TestSpark;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RecordParserTest {
  private static final StructType SCHEMA =
      StructType.fromDDL("a string, b struct<c: string, d: string>");

  private static Field text(int place, Reading reading, int other) {
    return new Field(place, reading, null, other);
  }

  private static List<String> read(Column fields, List<String> records) {
    Dataset<Row> rows = TestSpark.session().createDataset(records, Encoders.STRING()).toDF("r");
    return rows.select(fields).collectAsList().stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  @Test
  void aFieldIsReadAsFromJsonReadsItIntoAText() {
    List<String> records =
        List.of(
            "{\"a\":\"x\\u00e9\\n\",\"b\":{\"c\":\"y\",\"e\":[1,{\"c\":2}]},\"f\":{\"a\":1}}",
            "{\"a\":12.50,\"b\":{\"c\":1e3,\"d\":-0}}",
            "{\"a\":12345678901234567890,\"b\":{\"c\":0.1,\"d\":12345678901234567.89}}",
            "{\"a\":{\"x\":[1, 2.50, null, true]},\"b\":{\"c\":[ ],\"d\":{ }}}",
            "{\"a\":null,\"b\":null}",
            "{\"a\":1,\"a\":2,\"b\":{\"c\":1},\"b\":{\"d\":2}}",
            "{\"a\":1,\"a\":null,\"b\":{\"c\":1},\"b\":7}",
            "{\"a\":true,\"b\":\"text\"}",
            "{\"a\":false,\"b\":[{\"c\":1}],\"c\":3}",
            "{\"b\":{\"c\":\"\"},\"a\":\" \"}",
            "{\"a\":\"\uD83D\uDE00 \u4E2D\"}",
            "{}");
    RecordParser parser =
        new RecordParser(
            Map.of(
                "a",
                text(0, Reading.RAW, -1),
                "b",
                new Field(
                    1,
                    Reading.RAW,
                    Map.of("c", text(0, Reading.RAW, -1), "d", text(1, Reading.RAW, -1)),
                    -1)),
            List.of());
    Column own = Call.of(RecordParser.class, "fields", SCHEMA, col("r"), parser);
    Column spark = from_json(col("r"), SCHEMA);
    Column b = spark.getField("b");
    Column wanted = struct(spark.getField("a"), struct(b.getField("c"), b.getField("d")));
    assertThat(read(own, records)).containsExactlyElementsOf(read(wanted, records));
  }

  @Test
  void anEmptyTextIsNoneAndAPartOfAnObjectMayStandUnderItsWholeName() {
    RecordParser parser =
        new RecordParser(
            Map.of(
                "a",
                text(0, Reading.DATED, -1),
                "b",
                new Field(
                    1,
                    Reading.FILLED,
                    Map.of("c", text(0, Reading.FILLED, 0), "d", text(1, Reading.FILLED, 1)),
                    -1)),
            List.of("b.c", "b.d"));
    Column own = Call.of(RecordParser.class, "fields", SCHEMA, col("r"), parser);
    assertThat(
            read(
                own,
                List.of(
                    "{\"a\":\"1900-01-01\",\"b.c\":\"flat\",\"b\":{\"c\":\" \",\"d\":\"\\\\N\"}}",
                    "{\"a\":\"2024-01-01\",\"b.d\":\"flat\",\"b\":{\"d\":\"deep\"}}",
                    "not json")))
        .containsExactly("[null,[flat,null]]", "[2024-01-01,[null,deep]]", "[null,[null,null]]");
  }
}
