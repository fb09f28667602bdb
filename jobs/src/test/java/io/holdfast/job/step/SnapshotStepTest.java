package io.holdfast.job.step;

import static io.holdfast.job.step.SnapshotNight.CATALOGUE;
import static io.holdfast.job.step.SnapshotNight.at;
import static io.holdfast.job.step.SnapshotNight.catalogue;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Activity;
import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.Customer360;
import io.holdfast.table.Feature;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.UsageDaily;
import io.holdfast.time.Every;
import io.holdfast.time.History;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

class SnapshotStepTest {
  private final SnapshotNight night = new SnapshotNight();

  @Test
  void eventsThatCameBeforeAreNotCountedAgain() {
    night.append("b1", "e1", "e2");
    assertThat(night.usage().rows()).isEqualTo(Map.of("usage_daily", 1L));
    night.append("b2", "e2", "e3");
    night.append("b3", "e3", "e4");

    assertThat(night.usage().note()).isEqualTo("loads rolled up: 2");
    assertThat(night.usage().note()).isEqualTo("no new usage events");
    assertThat(night.lake.read(UsageDaily.TABLE).selectExpr("sum(n)").first().getLong(0))
        .isEqualTo(4);
  }

  @Test
  void whatHappenedOnAReleasedDayIsSaidToComeLate() {
    night.append("b1", "e1");
    night.usage();
    night.snapshot(CATALOGUE, 1);
    night.append("b2", "e2", "e3");

    assertThat(night.usage().note())
        .isEqualTo(
            "loads rolled up: 1; 1 cells came late, of days from 2024-02-02 to 2024-03-01 that are"
                + " released");
  }

  @Test
  void aMetricThatCountsSomethingElseIsFoldedOverAllLoads() {
    night.append("b1", "e1", "e2");
    night.usage();
    night.append("b2", "e2", "e3");
    Map<String, CellMetric> cells = Map.of("events", new CellMetric("event <> 'Left'", null));
    Catalogue other = new Catalogue(cells, CATALOGUE.features());

    assertThat(new UsageStep(other).run(night.context(LocalDate.of(2024, 3, 15))).note())
        .isEqualTo("loads rolled up: 2");
    assertThat(
            night
                .lake
                .read(UsageDaily.TABLE)
                .groupBy("definition")
                .agg(org.apache.spark.sql.functions.sum("n"))
                .selectExpr("`sum(n)`")
                .as(Encoders.LONG())
                .collectAsList())
        .containsExactlyInAnyOrder(2L, 3L);
  }

  @Test
  void theFirstNightBuildsEveryMonthEndAndTheNextOnlyItsDay() {
    night.append("b1", "e1", "e2");
    night.usage();

    assertThat(night.snapshot(CATALOGUE, 15).note()).isEqualTo("days built: 2, from 2024-02-29");
    assertThat(night.snapshot(CATALOGUE, 15).note()).isEqualTo("days built: 1, from 2024-03-15");
    assertThat(night.lake.read(Feature.TABLE).count()).isEqualTo(2);
  }

  @Test
  void aWeeklyHistoryHasTheSundaysBesideTheMonthEnds() {
    SnapshotNight weekly = new SnapshotNight(new History(Every.WEEK, 4));
    weekly.append("b1", "e1", "e2");
    weekly.usage();

    assertThat(weekly.snapshot(CATALOGUE, 15).note()).isEqualTo("days built: 8, from 2024-02-04");
    assertThat(weekly.snapshot(CATALOGUE, 15).note()).isEqualTo("days built: 1, from 2024-03-15");
  }

  @Test
  void thereIsNoMonthEndBeforeAnythingHappened() {
    night.lake.with(
        Activity.TABLE,
        TableRows.of(Activity.TABLE)
            .row(
                "source",
                "segment",
                "source_key",
                "m1",
                "account_key",
                "s1",
                "event_time",
                at("2023-11-01"),
                "known_at",
                at("2023-11-01"))
            .rows());
    night.append("b1", "e1");
    night.usage();
    Map<String, FeatureDefinition> features = new LinkedHashMap<>(CATALOGUE.features());
    features.put("meetings_28d", CountFeature.of(Activity.TABLE.name(), 28));

    assertThat(night.snapshot(new Catalogue(CATALOGUE.cells(), features), 15).note())
        .isEqualTo("days built: 2, from 2024-02-29");
  }

  @Test
  void anotherCatalogueBuildsTheMonthEndsAgain() {
    night.append("b1", "e1");
    night.usage();
    night.snapshot(CATALOGUE, 15);

    assertThat(night.snapshot(catalogue(7), 16).note()).isEqualTo("days built: 2, from 2024-02-29");
  }

  @Test
  void noneHappenedIsZeroAndNothingDeliveredIsUnknown() {
    night.append("b1", "e1", "e2");
    night.alive("2024-02-29", "2024-03-14");
    night.usage();
    night.snapshot(CATALOGUE, 15);

    assertThat(
            night
                .lake
                .read(Customer360.TABLE)
                .selectExpr("concat_ws(' ', as_of, account_id, events_28d, tickets_28d)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder(
            "2024-02-29 hf-1 2.0", "2024-03-15 hf-1 0.0", "2024-03-15 hf-2 0.0");
  }

  @Test
  void aNightAfterTheLastDeliveryChangesNothingAndDaysLongAfterItAreUnknown() {
    night.append("b1", "e1", "e2");
    night.alive("2024-03-01");
    night.usage();
    night.snapshot(CATALOGUE, 1);
    assertThat(events(1)).isEqualTo("0.0");
    night.snapshot(CATALOGUE, 3);
    assertThat(events(3)).isEqualTo("0.0");
    night.snapshot(CATALOGUE, 15);
    assertThat(events(15)).isEqualTo("0.0");
    night.snapshot(CATALOGUE, 16);
    assertThat(events(16)).isEqualTo("unknown");
  }

  private String events(int dayOfMarch) {
    return night
        .lake
        .read(Customer360.TABLE)
        .where("as_of = date'2024-03-%02d' and account_id = 'hf-1'".formatted(dayOfMarch))
        .selectExpr("coalesce(string(events_28d), 'unknown')")
        .as(Encoders.STRING())
        .first();
  }
}
