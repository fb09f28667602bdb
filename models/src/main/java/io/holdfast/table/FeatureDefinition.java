package io.holdfast.table;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one feature of customer_360 is computed and worded.
 *
 * @param of a cell metric, an entity, {@code contract} or, for a fixed column, {@code customer_360}
 * @param attribute of the CRM's account, the company's own, which the feature is; null: none
 * @param type of the attribute; null: text
 * @param where Spark SQL over the entity's columns; null: every record
 * @param value Spark SQL number of the entity; of a contract: mrr, seats or subscriptions
 * @param currency Spark SQL giving the currency of {@code value}, which then is converted at the
 *     as-of day; null: not money
 * @param at Spark SQL time or day at which a record counts; null: its event_time
 * @param window days up to and including the as-of day; null: all of them
 * @param compare the earlier window of equal length that the feature is the ratio to; null: none
 * @param per what the feature is divided by; null: nothing
 * @param decimals places it is rounded to; 6 when null
 */
public record FeatureDefinition(
    String of,
    String attribute,
    AttributeType type,
    String where,
    String value,
    String currency,
    String at,
    Measure measure,
    Integer window,
    Compare compare,
    Per per,
    Integer decimals,
    String label,
    String unit,
    Direction direction,
    String group,
    Boolean trains,
    Boolean actionable)
    implements Serializable {

  /** What is made of the records or cells in the window. */
  public enum Measure {
    COUNT,
    SUM,
    MEAN,
    MIN,
    MAX,
    /** The latest value. */
    LAST,
    /** The latest value less the one before. */
    CHANGE,
    DISTINCT,
    /** Days on which anything happened. */
    DAYS_ACTIVE,
    /** Days since it last happened. */
    GAP,
    /** Relative change of a contract's figure over the window. */
    GROWTH
  }

  /** Which earlier window. */
  public enum Compare {
    PREVIOUS,
    YEAR_AGO
  }

  /** What a feature can be divided by. */
  public enum Per {
    SEATS
  }

  /** Whether a rise is good. */
  public enum Direction {
    GOOD,
    BAD,
    NEUTRAL
  }

  public static final String CONTRACT = "contract";
  public static final String FIXED = Customer360.TABLE.name();

  /** What an attribute is of. */
  public static final String ATTRIBUTES = SourceAccount.TABLE.name();

  private static final int LONGEST = 1200;
  private static final Map<String, Table> ENTITIES =
      Stream.concat(Entity.ALL.stream(), Stream.of(MessageSentiment.TABLE))
          .filter(table -> table.columnNames().contains("account_key"))
          .filter(table -> !table.equals(UsageEvent.TABLE))
          .collect(Collectors.toUnmodifiableMap(Table::name, Function.identity()));
  private static final Set<Measure> ON_CELLS =
      Set.of(Measure.COUNT, Measure.SUM, Measure.DISTINCT, Measure.DAYS_ACTIVE, Measure.GAP);
  private static final Set<Measure> ON_ENTITIES =
      Set.of(
          Measure.COUNT,
          Measure.SUM,
          Measure.MEAN,
          Measure.MIN,
          Measure.MAX,
          Measure.LAST,
          Measure.CHANGE,
          Measure.GAP);
  private static final Set<Measure> OF_A_VALUE =
      Set.of(Measure.SUM, Measure.MEAN, Measure.MIN, Measure.MAX, Measure.LAST, Measure.CHANGE);
  private static final Set<Measure> COMPARED =
      Set.of(Measure.COUNT, Measure.SUM, Measure.DISTINCT, Measure.DAYS_ACTIVE);
  private static final Set<String> CONTRACT_VALUES = Set.of("mrr", "seats", "subscriptions");

  public FeatureDefinition {
    require(of != null, "of is required: a cell metric, an entity, contract or customer_360");
    require(label != null && unit != null && group != null, "label, unit and group are required");
    direction = direction == null ? Direction.NEUTRAL : direction;
    decimals = decimals == null ? 6 : decimals;
    boolean text = isText(attribute, type);
    require(
        !text || trains == null || !trains,
        "trains: attribute %s is text, which no model can use; leave it out".formatted(attribute));
    trains = !text && (trains == null || trains);
    actionable = actionable == null || actionable;
    require(decimals >= 0 && decimals <= 6, "decimals %s should be 0 to 6".formatted(decimals));
    require(
        window == null || (window >= 1 && window <= LONGEST),
        "window %s should be 1 to %d days".formatted(window, LONGEST));
    require(
        (attribute != null) == of.equals(ATTRIBUTES),
        "of: source_account and attribute go together, such as {of: source_account, attribute: tier}");
    require(type == null || attribute != null, "type is for an attribute");
    if (attribute != null) {
      type = type == null ? AttributeType.TEXT : type;
    } else if (!of.equals(FIXED)) {
      require(measure != null, "measure is required, such as count");
      require(
          compare == null || (window != null && COMPARED.contains(measure)),
          "compare needs a window and one of count, sum, distinct, days_active");
      require(
          currency == null || measure == Measure.SUM,
          "currency is for measure sum; %s cannot be converted".formatted(measure));
    }
    if (ENTITIES.containsKey(of)) {
      checkEntity(ENTITIES.get(of), where, value, currency, at, measure);
    } else if (attribute != null) {
      boolean alone =
          Stream.of(where, value, currency, at, measure, window, compare, per)
              .allMatch(Objects::isNull);
      require(alone, "an attribute is taken as it is: only decimals and words go with it");
    } else {
      require(
          where == null && at == null && currency == null,
          "where, at and currency are for entities; of '%s' filter in its own definition"
              .formatted(of));
      checkOther(of, value, measure, window);
    }
  }

  private static boolean isText(String attribute, AttributeType type) {
    return attribute != null
        && (type == null || type == AttributeType.TEXT || type == AttributeType.TIME);
  }

  private static void checkEntity(
      Table table, String where, String value, String currency, String at, Measure measure) {
    require(
        ON_ENTITIES.contains(measure),
        "measure %s is not for entities such as %s".formatted(lower(measure), table.name()));
    require(
        (value != null) == OF_A_VALUE.contains(measure),
        "measure %s %s"
            .formatted(lower(measure), value == null ? "needs a value" : "has no value"));
    SqlText.check("where", where, table);
    SqlText.check("value", value, table);
    SqlText.check("currency", currency, table);
    SqlText.check("at", at, table);
  }

  private static void checkOther(String of, String value, Measure measure, Integer window) {
    if (of.equals(FIXED)) {
      require(measure == null, "measure is not for a fixed column of customer_360");
    } else if (of.equals(CONTRACT)) {
      require(
          (measure == Measure.LAST && window == null)
              || (measure == Measure.GROWTH && window != null),
          "a contract has measure last, or growth over a window");
      require(
          value != null && CONTRACT_VALUES.contains(value),
          "value '%s' of a contract should be mrr, seats or subscriptions".formatted(value));
    } else {
      require(value == null, "value is for entities and contract; cells sum their quantity");
      require(
          ON_CELLS.contains(measure),
          "measure %s is not for cells such as %s".formatted(lower(measure), of));
      require(
          (measure != Measure.DISTINCT && measure != Measure.DAYS_ACTIVE) || window != null,
          "measure %s needs a window".formatted(lower(measure)));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static String lower(Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  /** Entities that features may be made of, by table name. */
  public static Map<String, Table> entities() {
    return ENTITIES;
  }

  public boolean ofEntity() {
    return ENTITIES.containsKey(of);
  }

  /** Whether it is an attribute of the CRM's account. */
  public boolean ofAttribute() {
    return attribute != null;
  }

  /** Whether its values are text; all others are numbers. */
  public boolean text() {
    return isText(attribute, type);
  }

  public boolean ofContract() {
    return of.equals(CONTRACT);
  }

  /** Whether it only puts words to a fixed column of customer_360. */
  public boolean fixed() {
    return of.equals(FIXED);
  }

  public boolean ofCell() {
    return !ofEntity() && !ofContract() && !fixed() && !ofAttribute();
  }

  /** Days between the window and the one it is compared with; 0 when it is not. */
  public int shift() {
    return compare == null ? 0 : compare == Compare.PREVIOUS ? window : 364;
  }

  /** Everything that decides its values, by key; words are left out. */
  Map<String, String> computation() {
    Map<String, String> keys = new TreeMap<>();
    put(keys, "of", of);
    put(keys, "attribute", attribute);
    put(keys, "type", lower(type));
    put(keys, "where", where);
    put(keys, "value", value);
    put(keys, "currency", currency);
    put(keys, "at", at);
    put(keys, "measure", lower(measure));
    put(keys, "window", window);
    put(keys, "compare", lower(compare));
    put(keys, "per", lower(per));
    put(keys, "decimals", decimals);
    return keys;
  }

  private static void put(Map<String, String> keys, String key, Object value) {
    if (value != null) {
      keys.put(key, value.toString());
    }
  }
}
