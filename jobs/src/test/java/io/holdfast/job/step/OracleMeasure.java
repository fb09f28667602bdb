package io.holdfast.job.step;

/** What is made of the rows that lie within the days given as a condition. */
final class OracleMeasure {

  /**
   * One measure.
   *
   * @param value column of the rows that it is of
   */
  static String of(String measure, String value, String within) {
    String filter = " filter (where %s)".formatted(within);
    return switch (measure) {
      case "count" -> "count(*)" + filter;
      case "sum" -> "sum(amount)" + filter;
      case "mean" -> "avg(amount::double)" + filter;
      case "min" -> "min(amount)" + filter;
      case "max" -> "max(amount)" + filter;
      case "first" -> "arg_min(%s, (moment, key))".formatted(value) + filter;
      case "last" -> "arg_max(%s, (moment, key))".formatted(value) + filter;
      case "change" -> latest(within) + "[1] - " + latest(within) + "[2]";
      case "gap" -> "max(ends) - max(day)" + filter;
      case "age" -> "max(ends) - min(day)" + filter;
      case "distinct" -> "count(distinct thing)" + filter;
      case "days_active" -> "count(distinct day)" + filter;
      case "user_days" ->
          "count(distinct (thing, day)) filter (where thing is not null and %s)".formatted(within);
      case "slope" ->
          "case when count(distinct day)%1$s > 1 then 7 * regr_slope(%2$s)%1$s end"
              .formatted(filter, "amount::double, (day - date '2000-01-01')::double");
      default -> throw new IllegalArgumentException("no oracle for measure " + measure);
    };
  }

  private static String latest(String within) {
    return "(list(amount order by moment desc, key desc) filter (where %s))".formatted(within);
  }

  /**
   * Least squares over the weekly counts: weeks without any pull as zeros do, and so add nothing.
   */
  static String slopeOfCounts(int window, String within) {
    int weeks = window / 7;
    return "sum((day - (ends - %d)) // 7 - %s) filter (where %s) / %s"
        .formatted(
            window - 1, (weeks - 1) / 2.0, within, weeks * (weeks * (double) weeks - 1) / 12);
  }

  /** Weeks numbered back from the day, as long as each has the number of its place. */
  static String streak(String rows, String within) {
    return """
    select account_id, count(*) as now, null as before, null as begun
    from (
      select account_id, week, row_number() over (partition by account_id order by week) as place
      from (select distinct account_id, (ends - day) // 7 as week from (%s) where %s))
    where week = place - 1 group by account_id"""
        .formatted(rows, within);
  }

  static String atLeast(int days, String rows, String within) {
    return """
    select account_id, count(*) as now, null as before, null as begun
    from (
      select account_id, thing from (%s) where thing is not null and %s
      group by account_id, thing having count(distinct day) >= %d)
    group by account_id"""
        .formatted(rows, within, days);
  }

  private OracleMeasure() {}
}
