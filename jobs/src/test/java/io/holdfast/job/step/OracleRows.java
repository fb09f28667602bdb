package io.holdfast.job.step;

/** Rows that a feature is made of, all in one form. */
final class OracleRows {
  private static final String COLUMNS =
      """
      select account_id, %s as day, %s as moment, %s as key, %s as thing, %s as amount,
        %s as currency
      from %s where %s""";

  /** Events, only those of some users where it is said of which. */
  static String ofCell(String where, String distinct, String users) {
    return COLUMNS.formatted(
        "day",
        "event_time",
        "source_key",
        distinct == null ? "user_key" : distinct,
        "coalesce(quantity, 1)::decimal(28, 6)",
        "null",
        "u",
        "(%s) and %s".formatted(where == null ? "true" : where, by(users)));
  }

  private static String by(String users) {
    return users == null
        ? "true"
        : ("exists (from app_user_latest told where told.account_id = u.account_id"
                + " and told.source_key = u.user_key and told.event_time < $cut and (%s))")
            .formatted(users);
  }

  /** Records in their latest version, only those that have the amount or thing asked for. */
  static String ofEntity(
      String entity,
      String where,
      String at,
      String amount,
      String thing,
      String currency,
      String days) {
    String moment = at == null ? "event_time" : at;
    return COLUMNS.formatted(
        "day_of(%s)".formatted(moment),
        moment,
        "key",
        thing == null ? "null" : "(%s)::varchar".formatted(thing),
        amount == null ? "null" : number(amount),
        currency == null ? "null" : "coalesce(%s, 'USD')".formatted(currency),
        entity + "_latest",
        "(%s) and day_of(%s) %s%s%s"
            .formatted(
                where == null ? "true" : where,
                moment,
                days,
                amount == null ? "" : " and %s is not null".formatted(number(amount)),
                thing == null ? "" : " and (%s) is not null".formatted(thing)));
  }

  private static String number(String expression) {
    return "try_cast(%s as decimal(18, 6))".formatted(expression);
  }

  private OracleRows() {}
}
