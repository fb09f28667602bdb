package io.holdfast.job.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.control.Release;
import io.holdfast.table.Feature;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcebergLakeTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  private static final Table DAILY =
      Table.of("daily", Table.Kind.DERIVED_BY_DAY, "day, name", "as_of", "as_of", "name")
          .with("as_of", Table.DAY, "day")
          .with("name", Table.STRING, "name");

  @TempDir Path folder;
  private final SparkSession spark = TestSpark.session();
  private String catalog;

  @BeforeEach
  void register() {
    catalog = "c" + Integer.toHexString(folder.hashCode());
    IcebergCatalog.register(
        spark, catalog, folder.toString(), "jdbc:sqlite:file:" + folder.resolve("catalog.db"));
  }

  @Test
  void tableNeverWrittenIsEmpty() {
    assertThat(lake("1", Optional.empty()).read(Feature.TABLE).isEmpty()).isTrue();
  }

  @Test
  void batchIsAppendedOnce() {
    IcebergLake lake = lake("1", Optional.empty());
    Table raw = RawRecord.of("crm", "accounts");
    Dataset<Row> rows =
        spark.sql(
            "select 'a.csv' file, 1L record_no, 'b1' batch, date'2024-12-31' landed_on, '{}' record");
    assertThat(lake.append(raw, rows, "b1")).isEqualTo(1);
    assertThat(lake.append(raw, rows, "b1")).isEqualTo(1);
    assertThat(lake.read(raw).count()).isEqualTo(1);
    assertThat(lake.batches(raw)).containsExactly("b1");
  }

  @Test
  void rowsThatDoNotFitTheContractAreRefused() {
    assertThatThrownBy(
            () -> lake("1", Optional.empty()).replace(DAILY, spark.sql("select 1 as_of, 'x' nam")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("column as_of is int, not date; column name is missing");
  }

  @Test
  void readersSeeTheLastReleaseUntilTheNextOneIsMade() {
    IcebergLake first = lake("1", Optional.empty());
    first.replace(DAILY, days("2024-12-30,a", "2024-12-31,b"));
    assertThat(names(first.read(DAILY))).containsExactly("a", "b");
    assertThat(first.released(DAILY).isEmpty()).isTrue();
    Release release = release(first);
    first.fastForward(List.of(DAILY));
    first.fastForward(List.of(DAILY));

    IcebergLake second = lake("2", Optional.of(release));
    assertThat(second.replace(DAILY, days("2024-12-31,c"))).isEqualTo(1);
    assertThat(names(second.read(DAILY))).containsExactly("a", "c");
    assertThat(names(second.released(DAILY))).containsExactly("a", "b");
    assertThat(names(spark.table(second.name(DAILY)))).containsExactly("a", "b");
    second.tag(List.of(DAILY));
    second.fastForward(List.of(DAILY));
    assertThat(names(spark.table(second.name(DAILY)))).containsExactly("a", "c");
  }

  @Test
  void dayWithoutRowsReplacesWhatAnEarlierTryLeft() {
    IcebergLake lake = lake("1", Optional.empty());
    lake.replace(DAILY, days("2024-12-31,a"));
    lake.replace(DAILY, days("2024-12-31,a").where("name = 'z'"));
    assertThat(lake.read(DAILY).isEmpty()).isTrue();
  }

  @Test
  void newColumnsWidenTheTableAndEarlierRowsKeepNull() {
    IcebergLake lake = lake("1", Optional.empty());
    lake.replace(DAILY, days("2024-12-30,a"));
    lake.replace(DAILY, days("2024-12-31,b").selectExpr("*", "1.5D as f_logins"));
    lake.replace(DAILY, days("2024-12-29,c"));
    assertThat(lake.read(DAILY).where("f_logins is null").count()).isEqualTo(2);
  }

  private IcebergLake lake(String run, Optional<Release> release) {
    return new IcebergLake(spark, catalog, run, DAY, release);
  }

  private static Release release(IcebergLake lake) {
    Map<String, Long> snapshots = lake.tag(List.of(DAILY));
    return new Release(1, "1", DAY, Instant.EPOCH, snapshots);
  }

  private static List<String> names(Dataset<Row> rows) {
    return rows.select("name").as(Encoders.STRING()).sort("name").collectAsList();
  }

  private Dataset<Row> days(String... lines) {
    return spark
        .createDataset(List.of(lines), Encoders.STRING())
        .selectExpr("cast(split(value, ',')[0] as date) as as_of", "split(value, ',')[1] as name");
  }
}
