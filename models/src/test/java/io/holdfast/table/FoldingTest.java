package io.holdfast.table;

import static io.holdfast.table.Told.asOf;
import static io.holdfast.table.Told.day;
import static io.holdfast.table.Told.rows;
import static io.holdfast.table.Told.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Versions that speak of a part, beside a fold in plain Java. */
class FoldingTest {

  @Test
  void eachColumnIsWhatTheLastVersionThatSpeaksOfItSays() {
    Dataset<Row> rows =
        rows(
            Map.of(
                "a",
                List.of(
                    Told.whole(1, "1", "open", 5L),
                    Told.part(2, "2", "status", "pending"),
                    Told.part(3, "3", "attributes.tier", "gold"),
                    Told.part(4, "4", "attributes.seats", "7"),
                    Told.part(5, "5", "amount", null))));
    assertThat(asOf(rows, 3)).containsEntry("a", "0 pending 5 {tier=gold}");
    assertThat(asOf(rows, 9)).containsEntry("a", "0 pending null {seats=7, tier=gold}");
    assertThat(text(Versions.first(rows, day(9)))).containsEntry("a", "0 open 5 {tier=basic}");
  }

  @Test
  void partKnownBeforeTheWholeStandsAloneAndGivesWayToANewerWhole() {
    Dataset<Row> rows =
        rows(
            Map.of(
                "a",
                List.of(Told.part(1, "1", "status", "open"), Told.whole(5, "2", "solved", 1L)),
                "b",
                List.of(Told.part(1, "3", "status", "open"), Told.whole(5, "2", "solved", 1L))));
    assertThat(asOf(rows, 1)).containsEntry("a", "1 open null null");
    assertThat(asOf(rows, 5))
        .containsEntry("a", "0 solved 1 {tier=basic}")
        .containsEntry("b", "0 open 1 {tier=basic}");
  }

  @Test
  void partNeitherDeletesNorRevives() {
    Told gone = new Told(0, 2, "2", true, null, null, null, Map.of());
    Dataset<Row> rows =
        rows(
            Map.of(
                "a",
                List.of(
                    Told.whole(1, "1", "open", 5L), gone, Told.part(3, "3", "status", "open"))));
    assertThat(asOf(rows, 1)).hasSize(1);
    assertThat(asOf(rows, 3)).isEmpty();
  }

  @Test
  void filledVersionsHaveTheirRecordsColumnAndAreNotKnownBeforeIt() {
    Dataset<Row> rows =
        rows(
            Map.of(
                "a",
                List.of(
                    Told.whole(1, "1", null, 5L),
                    Told.part(4, "4", "status", "mine"),
                    Told.part(6, "6", "amount", 9L))));
    assertThat(
            Versions.filled(rows, "status")
                .orderBy("version")
                .select("known_at", "status", "amount")
                .collectAsList())
        .extracting(Row::mkString)
        .containsExactly(
            "2024-01-05 00:00:00.0mine5",
            "2024-01-05 00:00:00.0minenull",
            "2024-01-07 00:00:00.0mine9");
  }

  @Test
  void foldingNeedsNoShuffleBeyondTheOneByKey() {
    Dataset<Row> rows = rows(Map.of("a", List.of(Told.whole(1, "1", "open", 5L))));
    assertThat(shuffles(Versions.asOf(rows, day(3)))).isEqualTo(1);
    assertThat(shuffles(Versions.whole(rows))).isEqualTo(1);
    assertThat(shuffles(Versions.filled(rows, "status"))).isEqualTo(1);
  }

  private static long shuffles(Dataset<Row> rows) {
    return Pattern.compile("Exchange hashpartitioning")
        .matcher(rows.queryExecution().executedPlan().toString())
        .results()
        .count();
  }
}
