package io.holdfast.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.TestSpark;
import io.holdfast.table.UsageDaily;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DailyCellsTest {

  @Test
  void aDayIsTheCompanysAndUsersAreDistinct() {
    assertThat(
            lines(
                cells(
                    "b1",
                    "e1,a,2024-02-29 23:30,ann,Signed In,2",
                    "e2,a,2024-03-01 00:10,bob,Signed In,",
                    "e3,a,2024-03-01 22:59,ann,Run,0.5",
                    "e4,a,2024-03-01 23:00,ann,Run,1")))
        .containsExactlyInAnyOrder(
            "a 2024-03-01 events 3 3.5 [ann, bob]",
            "a 2024-03-01 kinds 3 3.5 [Run, Signed In]",
            "a 2024-03-01 signins 2 3.0 [ann, bob]",
            "a 2024-03-02 events 1 1.0 [ann]",
            "a 2024-03-02 kinds 1 1.0 [Run]");
  }

  @Test
  void anEventThatCameTwiceCountsAsFirstKnown() {
    assertThat(
            lines(
                cells(
                    "b1",
                    "e1,a,2024-03-01 12:00,bob,Run,7",
                    "e1,a,2024-03-01 10:00,ann,Run,2",
                    "e1,a,2024-03-01 10:00,ann,Run,2")))
        .containsExactlyInAnyOrder(
            "a 2024-03-01 events 1 2.0 [ann]", "a 2024-03-01 kinds 1 2.0 [Run]");
  }

  @Test
  void anEventThatNamesItsUserAloneIsInACellOfTheUser() {
    assertThat(
            lines(
                cells(
                    "b1",
                    "e1,,2024-03-01 12:00,ann,Run,1",
                    "e2,,2024-03-01 13:00,,Run,1",
                    "e3,a,2024-03-01 12:00,ann,Run,1")))
        .contains("ann 2024-03-01 events 1 1.0 [ann]", "a 2024-03-01 events 1 1.0 [ann]")
        .hasSize(4);
  }

  @Test
  void cellsOfLoadsPutTogetherAreThoseOfOneLoad() {
    String[] first = {"e1,a,2024-03-01 10:00,ann,Run,2", "e2,a,2024-03-04 10:00,cid,Run,1"};
    String[] second = {"e3,a,2024-03-01 11:00,bob,Run,1", "e4,b,2024-03-01 11:00,bob,Run,1"};
    String[] both = {first[0], first[1], second[0], second[1]};

    Dataset<Row> merged = DailyCells.merged(cells("b1", first).unionByName(cells("b2", second)));

    assertThat(lines(merged)).containsExactlyInAnyOrderElementsOf(lines(cells("b2", both)));
    assertThat(
            merged
                .where("account_key = 'a'")
                .select("batch")
                .distinct()
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly("b2");
  }

  private static Dataset<Row> cells(String batch, String... lines) {
    Map<String, CellMetric> metrics = new LinkedHashMap<>();
    metrics.put("events", new CellMetric(null, null));
    metrics.put("signins", new CellMetric("event = 'Signed In'", null));
    metrics.put("kinds", new CellMetric(null, "event"));
    Dataset<Row> cells =
        DailyCells.of(
            events(lines),
            new Catalogue(metrics, Map.of()),
            metrics.keySet(),
            ZoneId.of("Europe/Berlin"),
            batch);
    return UsageDaily.TABLE.conform(cells);
  }

  private static List<String> lines(Dataset<Row> cells) {
    return cells
        .selectExpr("*", "posexplode(event_days) as (i, day)")
        .selectExpr(
            "*", "aggregate(slice(user_counts, 1, i), 0, (sum, count) -> sum + count) as before")
        .selectExpr(
            "concat_ws(' ', account_key, user_key, date_from_unix_date(day), metric, counts[i],"
                + " round(millionths[i] / 1e6, 1), cast(transform("
                + "slice(user_numbers, before + 1, user_counts[i]), n -> users[n]) as string))")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Dataset<Row> events(String... lines) {
    return TestSpark.session()
        .createDataset(List.of(lines), Encoders.STRING())
        .selectExpr("split(value, ',') as v")
        .selectExpr(
            "'segment' as source",
            "v[0] as source_key",
            "nullif(v[1], '') as account_key",
            "cast(v[2] as timestamp) as event_time",
            "cast(v[2] as timestamp) as known_at",
            "cast(null as string) as version",
            "nullif(v[3], '') as user_key",
            "v[4] as event",
            "try_cast(v[5] as double) as quantity",
            "false as deleted");
  }
}
