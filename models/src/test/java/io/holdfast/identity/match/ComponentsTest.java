package io.holdfast.identity.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.TestSpark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ComponentsTest {
  private static final int CAP = 8;

  private final List<Row> pairs = new ArrayList<>();

  @Test
  void recordsComeTogetherHoweverTheyHangTogether() {
    Map<String, String> expected = new HashMap<>();
    chain("a", CAP, new Random(1), expected);
    chain("b", CAP, new Random(2), expected);
    chain("c", 2, new Random(3), expected);
    pair("d1", "d2");
    pair("d2", "d3");
    pair("d3", "d1");
    List.of("d1", "d2", "d3").forEach(key -> expected.put(key, "d1 3 false"));
    chain("e", 200, new Random(4), new HashMap<>());
    List<Dataset<Row>> kept = new ArrayList<>();
    Dataset<Row> components =
        Components.of(
            pairs(),
            CAP,
            stars -> {
              kept.add(stars);
              return stars.localCheckpoint();
            });
    Map<String, String> found = new HashMap<>();
    List<Row> rows = components.collectAsList();
    for (Row row : rows) {
      String key = row.getString(1);
      if (key.startsWith("e")) {
        assertThat(row.getBoolean(5)).as(key + " hangs in a chain of 200").isTrue();
      } else {
        found.put(key, "%s %d %s".formatted(row.getString(3), row.getLong(4), row.getBoolean(5)));
      }
    }
    assertThat(found).isEqualTo(expected);
    assertThat(rows).hasSize(CAP + CAP + 2 + 3 + 200);
    assertThat(kept.get(0).queryExecution().executedPlan().toString())
        .contains("Window")
        .doesNotContain("Join");
    assertThat(components.queryExecution().executedPlan().toString())
        .doesNotContain("NestedLoop", "Cartesian");
  }

  /** A chain of records whose keys come in any order. */
  private void chain(String name, int length, Random random, Map<String, String> expected) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      keys.add("%s%03d".formatted(name, i));
    }
    keys.forEach(key -> expected.put(key, name + "000 " + length + " false"));
    Collections.shuffle(keys, random);
    for (int i = 1; i < length; i++) {
      pair(keys.get(i - 1), keys.get(i));
    }
  }

  private void pair(String one, String other) {
    boolean ordered = one.compareTo(other) < 0;
    pairs.add(RowFactory.create("s", ordered ? one : other, "s", ordered ? other : one));
  }

  private Dataset<Row> pairs() {
    StructType schema = new StructType();
    for (String column :
        List.of(
            Proposals.LEFT_SOURCE,
            Proposals.LEFT_KEY,
            Proposals.RIGHT_SOURCE,
            Proposals.RIGHT_KEY)) {
      schema = schema.add(column, DataTypes.StringType);
    }
    return TestSpark.session().createDataFrame(pairs, schema);
  }
}
