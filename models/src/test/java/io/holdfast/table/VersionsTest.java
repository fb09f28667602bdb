package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class VersionsTest {
  private static final AsOf NEW_YEAR = new AsOf(LocalDate.of(2024, 1, 1), ZoneOffset.UTC);

  @Test
  void lastVersionKnownByTheCutCounts() {
    Dataset<Row> versions =
        versions("a,2024-01-01,open,false", "a,2024-01-02,solved,false", "a,2023-12-01,new,false");
    assertThat(status(Versions.asOf(versions, NEW_YEAR))).containsExactly("open");
  }

  @Test
  void recordDeletedByTheCutIsGone() {
    assertThat(
            status(
                Versions.asOf(
                    versions("a,2023-12-01,open,false", "a,2024-01-01,open,true"), NEW_YEAR)))
        .isEmpty();
  }

  @Test
  void firstVersionIsTheOneKnownFirst() {
    assertThat(
            status(
                Versions.first(
                    versions("a,2024-01-01,open,false", "a,2023-12-01,new,false"), NEW_YEAR)))
        .containsExactly("new");
  }

  @Test
  void sourcesOwnVersionWinsOverWhatWasKnownLater() {
    assertThat(
            status(
                Versions.asOf(
                    versions("a,2023-12-02,old,false,1", "a,2023-12-01,new,false,2"), NEW_YEAR)))
        .containsExactly("new");
  }

  private static List<String> status(Dataset<Row> rows) {
    return rows.select("status").as(Encoders.STRING()).collectAsList();
  }

  private static Dataset<Row> versions(String... lines) {
    return TestSpark.session()
        .createDataset(List.of(lines), Encoders.STRING())
        .selectExpr("split(value, ',') as v")
        .selectExpr(
            "'zendesk' as source",
            "v[0] as source_key",
            "cast(v[1] as timestamp) as event_time",
            "cast(v[1] as timestamp) as known_at",
            "if(size(v) > 4, v[4], null) as version",
            "v[2] as status",
            "cast(v[3] as boolean) as deleted");
  }
}
