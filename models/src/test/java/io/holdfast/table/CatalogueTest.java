package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.FeatureDefinition.Compare;
import io.holdfast.table.FeatureDefinition.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Map<String, CellMetric> CELLS = Map.of("events", new CellMetric(null, null));

  @Test
  void anUnknownCellIsNamedWithItsFeature() {
    assertThatThrownBy(
            () -> new Catalogue(CELLS, Map.of("use", feature("evnts", null, Measure.COUNT, "a"))))
        .hasMessageStartingWith(
            "features.use: of 'evnts' is neither a cell (events) nor contract, ratio, difference, customer_360"
                + " or an entity (activity, app_user, contact");
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

  @Test
  void keysThatDoNotGoTogetherAreRefusedWithWhatToWrite() {
    refused(
        "measure streak needs a window of whole weeks, such as 91",
        "of",
        "events",
        "measure",
        Measure.STREAK,
        "window",
        90);
    refused(
        "measure slope needs a window of whole weeks, such as 91",
        "of",
        "ticket",
        "measure",
        Measure.SLOPE,
        "window",
        7);
    refused("measure user_days needs a window", "of", "events", "measure", Measure.USER_DAYS);
    refused(
        "measure user_days is not for entities such as ticket",
        "of",
        "ticket",
        "measure",
        Measure.USER_DAYS,
        "window",
        7);
    refused(
        "ahead is for count, sum and gap, without a window",
        "of",
        "activity",
        "measure",
        Measure.COUNT,
        "ahead",
        28,
        "window",
        28);
    refused(
        "ahead 0 should be 1 to 1200 days", "of", "activity", "measure", Measure.COUNT, "ahead", 0);
    refused(
        "at_least is for distinct users of a cell metric: 2 days or more",
        "of",
        "events",
        "measure",
        Measure.COUNT,
        "window",
        28,
        "atLeast",
        4);
    refused("measure distinct needs a value", "of", "activity", "measure", Measure.DISTINCT);
    refused(
        "measure count has no value",
        "of",
        "ticket",
        "measure",
        Measure.COUNT,
        "value",
        "satisfaction");
    refused(
        "compare: year_ago needs a window and one of count, sum, distinct, days_active, user_days",
        "of",
        "events",
        "measure",
        Measure.STREAK,
        "window",
        91,
        "compare",
        Compare.YEAR_AGO);
    refused(
        "value 'margin' of a contract should be mrr, seats, subscriptions, discount_share, term_days, plan_changes or renewals",
        "of",
        "contract",
        "measure",
        Measure.LAST,
        "value",
        "margin");
    refused(
        "of a contract's renewals: measure count",
        "of",
        "contract",
        "measure",
        Measure.LAST,
        "value",
        "renewals");
    refused(
        "of a contract's term_days: measure last, without a window",
        "of",
        "contract",
        "measure",
        Measure.GROWTH,
        "value",
        "term_days",
        "window",
        91);
    refused(
        "of: ratio, numerator and denominator go together, such as {of: ratio, numerator: failed_payments_91d, denominator: payments_91d}",
        "of",
        "ratio",
        "numerator",
        "events");
    refused(
        "a ratio is taken as it is: only decimals and words go with it",
        "of",
        "ratio",
        "numerator",
        "a",
        "denominator",
        "b",
        "window",
        7);
  }

  private static void refused(String because, Object... keysAndValues) {
    assertThatThrownBy(() -> Defined.as(keysAndValues)).hasMessage(because);
  }

  @Test
  void aRatioIsOfTwoNumbersThatAreThere() {
    Map<String, FeatureDefinition> features = new LinkedHashMap<>();
    features.put("use", Defined.as("of", "events", "measure", Measure.COUNT, "window", 28));
    features.put("use_per_mrr", ratio("use", "mrr"));
    String before = new Catalogue(CELLS, features).hash("use_per_mrr");

    features.put("use", Defined.as("of", "events", "measure", Measure.COUNT, "window", 7));
    assertThat(new Catalogue(CELLS, features).hash("use_per_mrr")).isNotEqualTo(before);
    for (String part : List.of("uses", "segment", "use_per_mrr")) {
      features.put("wrong", ratio("use", part));
      assertThatThrownBy(() -> new Catalogue(CELLS, features))
          .hasMessageStartingWith(
              "features.wrong: denominator '%s' should be a number of customer_360 (mrr, arr,"
                  .formatted(part));
    }
  }

  @Test
  void aDifferenceIsOfTwoNumbersToo() {
    FeatureDefinition days =
        Defined.as("of", "difference", "minuend", "tenure_days", "subtrahend", "seats");

    assertThat(new Catalogue(CELLS, Map.of("days", days)).definition("days"))
        .contains("\"minuend\":\"tenure_days\"", "\"subtrahend\":\"seats\"");
    assertThatThrownBy(() -> Defined.as("of", "difference", "minuend", "seats"))
        .hasMessageStartingWith("of: difference, minuend and subtrahend go together");
    assertThatThrownBy(() -> Defined.as("of", "ratio", "minuend", "seats", "subtrahend", "mrr"))
        .hasMessageStartingWith("of: ratio, numerator and denominator go together");
  }

  @Test
  void theLastValueOfAnEntityMayBeTextWhichTrainsNothing() {
    assertThat(stage(Measure.LAST, null))
        .returns(true, FeatureDefinition::text)
        .returns(false, FeatureDefinition::trains);
    assertThatThrownBy(() -> stage(Measure.LAST, true))
        .hasMessage("trains: value name is text, which no model can use; leave it out");
    assertThatThrownBy(() -> stage(Measure.MAX, null))
        .hasMessage("type is for an attribute, or text for the first or last value of an entity");
  }

  @Test
  void noTextTellsWhoSomebodyIs() {
    for (String value : List.of("lower(email)", "attributes['nickname']")) {
      assertThatThrownBy(
              () ->
                  Defined.as(
                      "of",
                      "contact",
                      "value",
                      value,
                      "type",
                      AttributeType.TEXT,
                      "measure",
                      Measure.LAST))
          .hasMessageContaining("of contact may tell who somebody is and stays where it landed");
    }
  }

  private static FeatureDefinition stage(Measure measure, Boolean trains) {
    return Defined.as(
        "of",
        "milestone",
        "value",
        "name",
        "type",
        AttributeType.TEXT,
        "measure",
        measure,
        "trains",
        trains);
  }

  @Test
  void aColumnOfTheCrmsAccountMayBeAFeatureUnlessItIsPersonal() {
    assertThat(attribute("source_account", "employees", AttributeType.NUMBER, null))
        .returns(true, FeatureDefinition::ofAccountColumn);
    assertThat(attribute("source_account", "tier", null, null))
        .returns(false, FeatureDefinition::ofAccountColumn);
    assertThatThrownBy(() -> attribute("source_account", "phone", null, null))
        .hasMessage("attribute phone is personal and stays where it landed");
  }

  @Test
  void onlyRecordsThatNameContactsKnowTheirRoles() {
    assertThat(feature("activity", "contact_role = 'champion'", Measure.COUNT, "a"))
        .returns(true, FeatureDefinition::byContactRole);
    assertThatThrownBy(() -> feature("ticket", "contact_role = 'champion'", Measure.COUNT, "a"))
        .hasMessageContaining("ticket has no column contact_role");
  }

  @Test
  void onlyDistinctUsersOfACellMayBeSomeOfThem() {
    FeatureDefinition chiefs = users("contact_title like '%Chief%'", Measure.DISTINCT);
    assertThat(chiefs.whom())
        .returns("app_user", FeatureDefinition::of)
        .returns(true, FeatureDefinition::byContactRole);
    assertThat(new Catalogue(CELLS, Map.of("chiefs", chiefs)).definition("chiefs"))
        .contains("\"users\":\"contact_title like '%Chief%'\"");
    assertThatThrownBy(() -> users("title = 'CTO'", Measure.USER_DAYS))
        .hasMessage("users is for distinct users of a cell metric, not compared with earlier ones");
    assertThatThrownBy(() -> users("tilte = 'CTO'", Measure.DISTINCT))
        .hasMessageStartingWith("users 'tilte = 'CTO'': app_user has no column tilte");
    assertThatThrownBy(
            () ->
                new Catalogue(
                    Map.of("events", new CellMetric(null, "event")), Map.of("chiefs", chiefs)))
        .hasMessage(
            "features.chiefs: users is for a cell that keeps users apart; events has distinct: event");
  }

  private static FeatureDefinition users(String such, Measure measure) {
    return Defined.as("of", "events", "users", such, "measure", measure, "window", 28);
  }

  private static FeatureDefinition ratio(String numerator, String denominator) {
    return Defined.as("of", "ratio", "numerator", numerator, "denominator", denominator);
  }

  private static FeatureDefinition attribute(
      String of, String name, AttributeType type, Boolean trains) {
    return Defined.as("of", of, "attribute", name, "type", type, "trains", trains);
  }

  private static FeatureDefinition feature(String of, String where, Measure measure, String label) {
    return Defined.as("of", of, "where", where, "measure", measure, "window", 28, "label", label);
  }
}
