package io.holdfast.job.step;

import java.util.Map;
import java.util.Set;

/**
 * One entry of the catalogue, read as plain keys and values, as an SQL query over the raw rows that
 * snapshot-oracle.sql prepares. It gives account_id and value, unrounded, for every account.
 */
final class OracleFeature {
  /** Measures that are zero when nothing happened, and unknown before anything was delivered. */
  private static final Set<String> COUNTED =
      Set.of("count", "sum", "distinct", "days_active", "user_days", "streak", "slope");

  private final Map<String, Object> entry;
  private final Map<String, Map<String, Object>> cells;
  private final String of;
  private final String measure;

  OracleFeature(Map<String, Object> entry, Map<String, Map<String, Object>> cells) {
    this.entry = entry;
    this.cells = cells;
    this.of = text("of");
    this.measure = text("measure");
  }

  boolean ofEntity() {
    return !cells.containsKey(of)
        && !Set.of("contract", "ratio", "difference", "customer_360", "source_account")
            .contains(of);
  }

  String of() {
    return of;
  }

  /** Whether only such users count as app_user tells of. */
  boolean ofSomeUsers() {
    return text("users") != null;
  }

  String text(String key) {
    return entry.get(key) == null ? null : entry.get(key).toString();
  }

  private int number(String key) {
    return ((Number) entry.get(key)).intValue();
  }

  int decimals() {
    return entry.containsKey("decimals") ? number("decimals") : 6;
  }

  /** Whether it is made of two other features. */
  boolean isPair() {
    return of.equals("ratio") || of.equals("difference");
  }

  boolean isText() {
    return "text".equals(text("type"));
  }

  boolean amongPeers() {
    return "peers".equals(text("compare"));
  }

  String sql() {
    return switch (of) {
      case "ratio" -> pair("nullif(%2$s, 0)", "/", "numerator", "denominator");
      case "difference" -> pair("%2$s", "-", "minuend", "subtrahend");
      case "source_account" -> attribute();
      case "contract" -> OracleContract.sql(text("value"), measure, window());
      default -> ofRows();
    };
  }

  private String pair(String guarded, String operator, String first, String second) {
    String right = "(%s)::double".formatted(operand(second));
    return "select account_id, (%s)::double %s %s as value from fixed %s %s"
        .formatted(
            operand(first), operator, guarded.formatted("", right), joined(first), joined(second));
  }

  private String operand(String key) {
    return OracleSql.FIXED.contains(text(key)) ? "fixed." + text(key) : key + ".value";
  }

  private String joined(String key) {
    return OracleSql.FIXED.contains(text(key))
        ? ""
        : "join f_%s %s using (account_id)".formatted(text(key), key);
  }

  /** Of the CRM's own record in its latest version. */
  private String attribute() {
    return "select account_id, crm.%s as value from fixed join account using (account_id)"
            .formatted(text("attribute"))
        + " left join crm on crm.source = account.crm_source and crm.source_key = account.crm_key";
  }

  private Integer window() {
    return entry.containsKey("window") ? number("window") : null;
  }

  private boolean ahead() {
    return entry.containsKey("ahead");
  }

  /** Days from the window to the one it is compared with. */
  private int shift() {
    return switch (String.valueOf(text("compare"))) {
      case "previous" -> window();
      case "year_ago" -> 364;
      default -> 0;
    };
  }

  private String ofRows() {
    String value =
        shift() > 0
            ? "case when begun <= %s then coalesce(now, 0)::double / nullif(before, 0) end"
                .formatted("ending." + before(window() - 1 + shift()))
            : zero("now") + (text("per") == null ? "" : " / nullif(fixed.seats, 0)::double");
    if (measure.equals("age") && window() == null && !ofEntity()) {
      value = "case when customer_since < (%s) then null else %s end".formatted(delivered(), value);
    }
    if (counted()) {
      value = "case when (%s) <= %s then %s end".formatted(delivered(), reach(), value);
    }
    if (ofSomeUsers()) {
      value = "case when exists (%s) then %s end".formatted(toldOfUsers(), value);
    }
    String silence = longestSilence();
    if (silence != null) {
      value = "case when $day - ending.ends <= %s then %s end".formatted(silence, value);
    }
    return "select account_id, %s as value from fixed left join (%s) using (account_id)"
            .formatted(value, text("currency") == null ? aggregated() : converted())
        + " left join (from ending where kind = '%s') ending using (account_id)".formatted(kind());
  }

  private String kind() {
    return ofEntity() ? of : "usage";
  }

  /** For how many days nothing may have been delivered, for the value to be known; null: any. */
  private String longestSilence() {
    if (ahead()) {
      return number("ahead") + " / 2.0";
    }
    if (window() != null) {
      return window() + " / 2.0";
    }
    return measure.equals("gap") || (measure.equals("age") && ofEntity()) ? "28" : null;
  }

  private String toldOfUsers() {
    return "from app_user_latest told where told.account_id = fixed.account_id and event_time < $cut"
        + " and (%s) is not null".formatted(text("users"));
  }

  private boolean counted() {
    boolean slopeOfValues = measure.equals("slope") && text("value") != null;
    return COUNTED.contains(measure) && !slopeOfValues;
  }

  private String zero(String figure) {
    return counted() ? "coalesce(%s, 0)".formatted(figure) : figure;
  }

  /** The first day that the feature looks at. */
  private String reach() {
    return ahead()
        ? "$day"
        : window() == null ? "ending.ends" : "ending." + before(window() - 1 + shift());
  }

  /** Counted back from the last day that is covered. */
  private static String before(int days) {
    return "ends - " + days;
  }

  private String delivered() {
    return ofEntity()
        ? "select min(local_day(event_time)) from %s_versions".formatted(of)
        : "select min(day) from (%s)".formatted(all());
  }

  /** Rows with the last day that is covered; of that day or before it, unless they are ahead. */
  private String rows() {
    return """
    select counted.*, ends from (%s) counted
    join (from ending where kind = '%s') using (account_id) where %s"""
        .formatted(all(), kind(), ahead() || ofEverAge() ? "true" : "day <= ends");
  }

  /** Whether it tells of the very first time, which stays what it is. */
  private boolean ofEverAge() {
    return measure.equals("age") && window() == null && !ofEntity();
  }

  /**
   * What counts: account_id, day, moment, key, thing, amount and currency, of the window or not.
   */
  private String all() {
    return ofEntity()
        ? OracleRows.ofEntity(
            of,
            text("where"),
            text("at"),
            ofThings() ? null : text("value"),
            ofThings() ? text("value") : null,
            text("currency"),
            ahead() ? "between $day + 1 and $day + " + number("ahead") : "<= $day")
        : OracleRows.ofCell(
            (String) cells.get(of).get("where"),
            (String) cells.get(of).get("distinct"),
            text("users"));
  }

  private boolean ofThings() {
    return measure.equals("distinct") || isText();
  }

  private String within(int shift) {
    return ahead() || window() == null
        ? "true"
        : "day between %s and %s".formatted(before(window() - 1 + shift), before(shift));
  }

  private String aggregated() {
    if (entry.containsKey("at_least")) {
      return OracleMeasure.atLeast(number("at_least"), rows(), within(0));
    }
    if (measure.equals("streak")) {
      return OracleMeasure.streak(rows(), within(0));
    }
    return "select account_id, %s as now, %s as before, min(day) as begun from (%s) group by all"
        .formatted(aggregate(0), aggregate(shift()), rows());
  }

  private String aggregate(int shift) {
    if (measure.equals("slope") && text("value") == null) {
      return OracleMeasure.slopeOfCounts(window(), within(shift));
    }
    return ahead() && measure.equals("gap")
        ? "min(day) - $day"
        : ofEverAge()
            ? "$day - min(day)"
            : OracleMeasure.of(measure, isText() ? "thing" : "amount", within(shift));
  }

  /** Money: each currency's sum is converted and rounded by itself. */
  private String converted() {
    return """
    select account_id, sum(round(now::decimal(18, 2) * rate, 2)) as now,
      sum(round(before::decimal(18, 2) * rate, 2)) as before, min(begun) as begun
    from (
      select account_id, currency, sum(amount) filter (where %s) as now,
        sum(amount) filter (where %s) as before, min(day) as begun
      from (%s) group by account_id, currency)
    join rate using (currency) group by account_id"""
        .formatted(within(0), within(shift()), rows());
  }
}
