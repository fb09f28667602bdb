package io.holdfast.job.step;

import static io.holdfast.job.step.SnapshotNight.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureDefinition;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BackfillStepTest {
  private static final LocalDate LEAP = LocalDate.of(2024, 2, 29);
  private static final LocalDate LAST = LocalDate.of(2024, 3, 15);
  private static final List<LocalDate> SUNDAYS =
      List.of(LocalDate.of(2024, 2, 25), LocalDate.of(2024, 3, 3), LocalDate.of(2024, 3, 10));

  private final SnapshotNight night = new SnapshotNight();

  @BeforeEach
  void aNightIsReleased() {
    night.append("b1", "e1", "e2");
    night.append("b2", "e3");
    night.alive("2024-02-29", "2024-03-03", "2024-03-10", "2024-03-14");
    night.usage();
    night.snapshot(CATALOGUE, LAST.getDayOfMonth());
  }

  @Test
  void aDayAddedLaterIsWhatItsOwnNightBuilt() {
    BackfillStep step = step(CATALOGUE, SUNDAYS);
    step.run(night.context(LAST));

    SnapshotNight other = new SnapshotNight();
    other.append("b1", "e1", "e2", "e3");
    other.alive("2024-02-29", "2024-03-03", "2024-03-10", "2024-03-14");
    other.usage();
    other.snapshot(CATALOGUE, 3);
    other.snapshot(CATALOGUE, 10);
    assertThat(json(night, "as_of in (date'2024-03-03', date'2024-03-10')"))
        .isEqualTo(json(other, "as_of in (date'2024-03-03', date'2024-03-10')"))
        .hasSizeGreaterThan(2);
  }

  @Test
  void releasedDaysAreLeftAlone() {
    List<String> released = json(night, "true");
    BackfillStep step = step(CATALOGUE, List.of(SUNDAYS.get(0), LEAP, LAST));

    assertThat(step.missing(night.context(LAST))).containsExactly(SUNDAYS.get(0));
    assertThat(step.run(night.context(LAST)).note())
        .isEqualTo("days built: 1, from 2024-02-25 to 2024-02-25");
    assertThat(json(night, "as_of <> date'2024-02-25'")).isEqualTo(released);
    assertThat(step.missing(night.context(LAST))).isEmpty();
  }

  @Test
  void daysAfterTheReleaseAreNotBuilt() {
    assertThat(step(CATALOGUE, List.of(LAST.plusDays(1))).missing(night.context(LAST))).isEmpty();
  }

  @Test
  void aNewFeatureIsAllThatChangesOnReleasedDays() {
    List<String> released = json(night, "true", "events_7d", Customer360.CATALOGUE_HASH);
    Catalogue wider = with("events_7d", 60);
    BackfillStep step = step(wider, List.of(LEAP, LAST, SUNDAYS.get(1)), "events_7d");

    assertThat(step.run(night.context(LAST)).note())
        .isEqualTo(
            "days built: 3, from 2024-02-29 to 2024-03-15; 2 of them released, which get events_7d");
    assertThat(json(night, "as_of <> date'2024-03-03'", "events_7d", Customer360.CATALOGUE_HASH))
        .isEqualTo(released);
    assertThat(
            night
                .lake
                .read(Customer360.TABLE)
                .where("account_id = 'hf-1' and catalogue_hash = '%s'".formatted(wider.hash()))
                .selectExpr("concat_ws(' ', as_of, events_28d, events_7d)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactlyInAnyOrder("2024-02-29 3.0", "2024-03-03 0.0", "2024-03-15 0.0");
  }

  @Test
  void whatElseIsNewInTheCatalogueIsNamed() {
    Catalogue wider = with("events_7d", 7);
    assertThatThrownBy(() -> step(wider, List.of(LEAP), "tickets_28d").missing(night.context(LAST)))
        .hasMessageStartingWith(
            "metrics.yaml computes events_7d otherwise than the release does; give --feature for it");
    assertThatThrownBy(() -> step(wider, List.of(LEAP), "event_7d").missing(night.context(LAST)))
        .hasMessage(
            "--feature event_7d: metrics.yaml computes no such feature. Did you mean 'events_7d'?");
  }

  @Test
  void whatItChangesIsToldByFeature() {
    BackfillStep step = step(CATALOGUE, SUNDAYS);
    step.run(night.context(LAST));
    BackfillImpact impact = step.impact(night.context(LAST));

    assertThat(impact.scores()).isZero();
    assertThat(impact.added()).isEmpty();
    assertThat(impact.moved())
        .extracting(BackfillImpact.Moved::feature)
        .doesNotContain("tickets_28d");
  }

  private BackfillStep step(Catalogue catalogue, List<LocalDate> days, String... features) {
    return new BackfillStep(
        new SnapshotStep(catalogue, ExchangeRates.none("USD")),
        new PredictStep(List.of()),
        days,
        Set.of(features));
  }

  private static Catalogue with(String name, int window) {
    Map<String, FeatureDefinition> features = new LinkedHashMap<>(CATALOGUE.features());
    features.put(name, CountFeature.of("events", window));
    return new Catalogue(CATALOGUE.cells(), features);
  }

  private static List<String> json(SnapshotNight night, String where, String... without) {
    Dataset<Row> rows = night.lake.read(Customer360.TABLE).where(where).drop(without);
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }
}
