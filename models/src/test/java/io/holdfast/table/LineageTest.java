package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LineageTest {
  private static final Catalogue CATALOGUE = catalogue();

  private static Catalogue catalogue() {
    Map<String, FeatureDefinition> features = new LinkedHashMap<>();
    features.put("signins", feature("signins", "count", null, null, null, null));
    features.put("per_seat", feature("signins", "count", "seats", null, null, null));
    features.put("champions", feature("signins", "distinct", null, "true", null, null));
    features.put("tickets", feature("ticket", "count", null, null, null, null));
    features.put("tickets_by_use", feature("ratio", null, null, null, "tickets", "signins"));
    features.put("mrr_by_use", feature("ratio", null, null, null, "mrr", "signins"));
    return new Catalogue(Map.of("signins", new CellMetric(null, null)), features);
  }

  private static FeatureDefinition feature(
      String of, String measure, String per, String users, String numerator, String denominator) {
    return new FeatureDefinition(
        of,
        null,
        null,
        null,
        null,
        null,
        null,
        measure == null
            ? null
            : FeatureDefinition.Measure.valueOf(measure.toUpperCase(java.util.Locale.ROOT)),
        measure == null ? null : 28,
        null,
        null,
        users,
        null,
        per == null ? null : FeatureDefinition.Per.SEATS,
        numerator,
        denominator,
        null,
        null,
        null,
        "label",
        "unit",
        null,
        "usage",
        null,
        null);
  }

  private static Set<String> columns(String entity) {
    return Lineage.columns(CATALOGUE, Set.of(entity));
  }

  @Test
  void whatIsCountedFromCellsComesFromUsageEventsAndSoDoesWhatIsDividedByIt() {
    assertThat(columns("usage_event"))
        .containsExactlyInAnyOrder(
            "signins", "per_seat", "champions", "tickets_by_use", "mrr_by_use");
  }

  @Test
  void aRatioComesFromBothOfItsParts() {
    assertThat(columns("ticket")).containsExactlyInAnyOrder("tickets", "tickets_by_use");
  }

  @Test
  void contractsFeedTheFixedColumnsAndWhatIsPerSeat() {
    assertThat(columns("discount"))
        .contains("mrr", "ends_on", "days_to_renewal", "per_seat", "mrr_by_use")
        .doesNotContain("signins", "owner", "active", "as_of");
  }

  @Test
  void whoCountsOnlySomeUsersReadsTheContactsThatTellThem() {
    assertThat(columns("contact")).containsExactly("champions");
  }

  @Test
  void anEntityThatNothingReadsFeedsNoColumn() {
    assertThat(columns("goal")).isEmpty();
  }
}
