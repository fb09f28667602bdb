package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.FeatureDefinition.Direction;
import io.holdfast.table.FeatureDefinition.Measure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Map<String, CellMetric> CELLS = Map.of("events", new CellMetric(null, null));

  @Test
  void anUnknownCellIsNamedWithItsFeature() {
    assertThatThrownBy(
            () -> new Catalogue(CELLS, Map.of("use", feature("evnts", null, Measure.COUNT, "a"))))
        .hasMessageStartingWith(
            "features.use: of 'evnts' is neither a cell (events) nor contract, customer_360 or an"
                + " entity (activity, app_user, contact");
  }

  @Test
  void aFilterOverAnUnknownColumnIsRefused() {
    assertThatThrownBy(() -> feature("ticket", "stat = 'open'", Measure.COUNT, "a"))
        .hasMessageStartingWith("where 'stat = 'open'': ticket has no column stat; it has source,");
  }

  @Test
  void aFilterThatIsNoSqlIsRefused() {
    assertThatThrownBy(() -> new CellMetric("event = = 'x'", null))
        .hasMessageStartingWith("where 'event = = 'x'' is not a Spark SQL expression:");
  }

  @Test
  void aFixedColumnCannotBeComputed() {
    assertThatThrownBy(
            () -> new Catalogue(CELLS, Map.of("mrr", feature("events", null, Measure.COUNT, "a"))))
        .hasMessage("features.mrr: is a fixed column; write of: customer_360");
  }

  @Test
  void hashChangesWithWhatIsComputedAndNotWithWords() {
    String hash = hash(feature("ticket", "escalated", Measure.COUNT, "a"));

    assertThat(hash(feature("ticket", "escalated", Measure.COUNT, "other words"))).isEqualTo(hash);
    assertThat(hash(feature("ticket", "not escalated", Measure.COUNT, "a"))).isNotEqualTo(hash);
  }

  private static String hash(FeatureDefinition feature) {
    return new Catalogue(CELLS, Map.of("f", feature)).hash();
  }

  @Test
  void attributeOfTheCrmsAccountIsTextThatTrainsNothingUnlessItIsANumber() {
    assertThat(attribute("source_account", "tier", null, null))
        .returns(AttributeType.TEXT, FeatureDefinition::type)
        .returns(true, FeatureDefinition::text)
        .returns(false, FeatureDefinition::trains);
    assertThat(attribute("source_account", "seats", AttributeType.NUMBER, null))
        .returns(false, FeatureDefinition::text)
        .returns(true, FeatureDefinition::trains);
    assertThatThrownBy(() -> attribute("source_account", "tier", null, true))
        .hasMessage("trains: attribute tier is text, which no model can use; leave it out");
    assertThatThrownBy(() -> attribute("ticket", "tier", null, null))
        .hasMessageContaining("of: source_account and attribute go together");
  }

  private static FeatureDefinition attribute(
      String of, String name, AttributeType type, Boolean trains) {
    return new FeatureDefinition(
        of, name, type, null, null, null, null, null, null, null, null, null, "tier", "tier", null,
        "profile", trains, null);
  }

  private static FeatureDefinition feature(String of, String where, Measure measure, String label) {
    return new FeatureDefinition(
        of,
        null,
        null,
        where,
        null,
        null,
        null,
        measure,
        28,
        null,
        null,
        null,
        label,
        "times",
        Direction.GOOD,
        "usage",
        null,
        null);
  }
}
