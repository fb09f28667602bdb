package io.holdfast.table;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one feature of customer_360 is computed and worded.
 *
 * @param of a cell metric, an entity, {@code contract}, {@code ratio}, {@code difference} or, for a
 *     fixed column, {@code customer_360}
 * @param attribute of the CRM's account which the feature is: a column of source_account or one of
 *     the company's own; null: none
 * @param type of the attribute, null: text; {@code text} where the value of an entity is
 * @param where Spark SQL over the entity's columns; null: every record
 * @param value Spark SQL of the entity: a number, or what distinct ones are counted of; of a
 *     contract one of {@link FeatureRules#CONTRACT_VALUES}
 * @param currency Spark SQL giving the currency of {@code value}, which then is converted at the
 *     as-of day; null: not money
 * @param at Spark SQL time or day at which a record counts; null: its event_time
 * @param window days up to and including the as-of day; null: all of them
 * @param ahead days after the as-of day, for what is scheduled; null: none
 * @param atLeast days on which a user must have been active to be counted; null: one
 * @param users which users of a cell are counted: Spark SQL over app_user, with {@link
 *     ContactRoles}; null: all
 * @param compare what the feature is the ratio to; null: nothing
 * @param per what the feature is divided by; null: nothing
 * @param numerator feature or fixed column that a ratio divides
 * @param denominator feature or fixed column that a ratio divides by
 * @param minuend feature or fixed column that a difference subtracts from
 * @param subtrahend feature or fixed column that a difference subtracts
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
    Integer ahead,
    Integer atLeast,
    String users,
    Compare compare,
    Per per,
    String numerator,
    String denominator,
    String minuend,
    String subtrahend,
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
    /** The earliest value. */
    FIRST,
    /** The latest value less the one before. */
    CHANGE,
    DISTINCT,
    /** Days on which anything happened. */
    DAYS_ACTIVE,
    /** Days of each user on which anything happened, of all users together. */
    USER_DAYS,
    /** Days since it last happened. */
    GAP,
    /** Days since it first happened. */
    AGE,
    /** Weeks up to the as-of day, without a break, in which it happened. */
    STREAK,
    /** Least-squares change a week: of the count of each week, or of the values. */
    SLOPE,
    /** Relative change of a contract's figure over the window. */
    GROWTH
  }

  /** What the ratio is to. */
  public enum Compare {
    /** The window of equal length before. */
    PREVIOUS,
    /** The same days 364 days earlier. */
    YEAR_AGO,
    /** The median of paying accounts of the same segment. */
    PEERS
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
  public static final String RATIO = "ratio";
  public static final String DIFFERENCE = "difference";
  public static final String FIXED = Customer360.TABLE.name();

  /** What an attribute is of. */
  public static final String ATTRIBUTES = SourceAccount.TABLE.name();

  private static final Map<String, Table> ENTITIES =
      Stream.concat(Entity.ALL.stream(), Stream.of(MessageSentiment.TABLE))
          .filter(table -> table.columnNames().contains("account_key"))
          .filter(table -> !table.equals(UsageEvent.TABLE))
          .collect(Collectors.toUnmodifiableMap(Table::name, Function.identity()));

  /**
   * A definition as it is written, with what is left out filled in.
   *
   * @throws IllegalArgumentException saying which keys do not go together and what to write
   */
  public FeatureDefinition(
      String of,
      String attribute,
      AttributeType type,
      String where,
      String value,
      String currency,
      String at,
      Measure measure,
      Integer window,
      Integer ahead,
      Integer atLeast,
      String users,
      Compare compare,
      Per per,
      String numerator,
      String denominator,
      String minuend,
      String subtrahend,
      Integer decimals,
      String label,
      String unit,
      Direction direction,
      String group,
      Boolean trains,
      Boolean actionable) {
    boolean text = isText(attribute, type);
    FeatureRules.require(
        !text || trains == null || !trains,
        "trains: %s is text, which no model can use; leave it out"
            .formatted(attribute == null ? "value " + value : "attribute " + attribute));
    this.of = of;
    this.attribute = attribute;
    this.type = attribute != null && type == null ? AttributeType.TEXT : type;
    this.where = where;
    this.value = value;
    this.currency = currency;
    this.at = at;
    this.measure = measure;
    this.window = window;
    this.ahead = ahead;
    this.atLeast = atLeast;
    this.users = users;
    this.compare = compare;
    this.per = per;
    this.numerator = numerator;
    this.denominator = denominator;
    this.minuend = minuend;
    this.subtrahend = subtrahend;
    this.decimals = decimals == null ? 6 : decimals;
    this.label = label;
    this.unit = unit;
    this.direction = direction == null ? Direction.NEUTRAL : direction;
    this.group = group;
    this.trains = !text && (trains == null || trains);
    this.actionable = actionable == null || actionable;
    FeatureRules.check(this);
  }

  private static boolean isText(String attribute, AttributeType type) {
    return type == null
        ? attribute != null
        : type == AttributeType.TEXT || type == AttributeType.TIME;
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

  /** Whether the attribute is a column of source_account, not one of the company's own. */
  public boolean ofAccountColumn() {
    return SourceAccount.TABLE.columnNames().contains(attribute);
  }

  /** Whether its values are text; all others are numbers. */
  public boolean text() {
    return isText(attribute, type);
  }

  public boolean ofContract() {
    return of.equals(CONTRACT);
  }

  /** Whether it divides two other features. */
  public boolean ofRatio() {
    return of.equals(RATIO);
  }

  /** Whether it subtracts one feature from another. */
  public boolean ofDifference() {
    return of.equals(DIFFERENCE);
  }

  /** The two numbers of the same row that a ratio or difference is made of, by key; else none. */
  public Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    put(parts, "numerator", numerator);
    put(parts, "denominator", denominator);
    put(parts, "minuend", minuend);
    put(parts, "subtrahend", subtrahend);
    return parts;
  }

  /** Whether it only puts words to a fixed column of customer_360. */
  public boolean fixed() {
    return of.equals(FIXED);
  }

  public boolean ofCell() {
    return !ofEntity()
        && !ofContract()
        && !fixed()
        && !ofAttribute()
        && !ofRatio()
        && !ofDifference();
  }

  /**
   * What tells whom it counts, as a feature of app_user: the keys of such users, an empty text of
   * those who are not such, and nothing of those of whom that is unknown; null where it counts all.
   */
  public FeatureDefinition whom() {
    return users == null
        ? null
        : new FeatureDefinition(
            AppUser.TABLE.name(),
            null,
            null,
            null,
            "case when (%1$s) then %2$s when not (%1$s) then '' end"
                .formatted(users, Entity.SOURCE_KEY),
            null,
            null,
            Measure.DISTINCT,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            decimals,
            label,
            unit,
            direction,
            group,
            false,
            actionable);
  }

  /** Whether it is compared with other accounts. */
  public boolean withPeers() {
    return compare == Compare.PEERS;
  }

  /** Whether it reads what tickets took in {@link SupportHours}. */
  public boolean inSupportHours() {
    return of.equals(Ticket.TABLE.name()) && names(SupportHours.COLUMNS);
  }

  /** Whether it reads what the contacts of records are, by {@link ContactRoles}. */
  public boolean byContactRole() {
    return ofEntity() && ContactRoles.in(ENTITIES.get(of)) && names(ContactRoles.COLUMNS);
  }

  private boolean names(List<String> columns) {
    return Stream.of(where, value, at).anyMatch(sql -> SqlText.names(sql, columns));
  }

  /** Days between the window and the earlier one it is compared with; 0 when it is not. */
  public int shift() {
    return compare == Compare.PREVIOUS ? window : compare == Compare.YEAR_AGO ? 364 : 0;
  }

  /** Everything that decides its values, by key; words are left out. */
  Map<String, String> computation() {
    Map<String, String> keys = new TreeMap<>();
    put(keys, "of", of);
    put(keys, "attribute", attribute);
    put(keys, "type", FeatureRules.lower(type));
    put(keys, "where", where);
    put(keys, "value", value);
    put(keys, "currency", currency);
    put(keys, "at", at);
    put(keys, "measure", FeatureRules.lower(measure));
    put(keys, "window", window);
    put(keys, "ahead", ahead);
    put(keys, "at_least", atLeast);
    put(keys, "users", users);
    put(keys, "compare", FeatureRules.lower(compare));
    put(keys, "per", FeatureRules.lower(per));
    keys.putAll(parts());
    put(keys, "decimals", decimals);
    return keys;
  }

  private static void put(Map<String, String> keys, String key, Object value) {
    if (value != null) {
      keys.put(key, value.toString());
    }
  }
}
