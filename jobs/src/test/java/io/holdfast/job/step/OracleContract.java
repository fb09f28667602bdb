package io.holdfast.job.step;

/** Features of what an account pays for, from the contracts that snapshot-oracle.sql prepares. */
final class OracleContract {

  static String sql(String value, String measure, Integer window) {
    return switch (value) {
      case "plan_changes" -> counted("plan_changed", window);
      case "renewals" -> counted("renewed", window);
      case "discount_share" ->
          paid("sum(taken_off) / sum(revenue + taken_off)::double", "paying", "value");
      case "term_days" ->
          paid(
              "max(local_day(coalesce(renewal_at, end_at)) - local_day(start_at))",
              "paying",
              "value");
      default -> measure.equals("growth") ? growth(value, window) : last(value);
    };
  }

  private static String counted(String happened, Integer window) {
    String days = window == null ? "true" : "day > $day - " + window;
    return paid("count(*) filter (where %s)".formatted(days), happened, "coalesce(value, 0)");
  }

  private static String last(String figure) {
    return paid(figure(figure), "paying", "coalesce(value, 0)");
  }

  private static String figure(String name) {
    return switch (name) {
      case "mrr" -> "sum(revenue)";
      case "seats" -> "sum(seats)";
      case "subscriptions" -> "count(*)";
      default -> throw new IllegalArgumentException("no oracle for a contract's " + name);
    };
  }

  private static String paid(String aggregate, String rows, String value) {
    return """
    select account_id, %s as value from fixed left join (
      select account_id, %s as value from %s group by account_id) using (account_id)"""
        .formatted(value, aggregate, rows);
  }

  private static String growth(String figure, int window) {
    return """
    select account_id, coalesce(n.value, 0)::double / nullif(b.value, 0)::double - 1 as value
    from fixed
    left join (select account_id, %s as value from paying group by account_id) n using (account_id)
    left join (select account_id, %s as value from (%s) group by account_id) b using (account_id)"""
        .formatted(figure(figure), figure(figure), payingBefore(window));
  }

  /** What paid some days earlier, at the rates of the day. */
  private static String payingBefore(int days) {
    return """
    select *, round(monthly * rate.rate, 2) as revenue
    from (
      select *, coalesce(mrr, 0)
          + case when discount_until < $cut_N then coalesce(discount, 0) else 0 end as monthly,
        row_number() over (
          partition by source, source_key order by event_time desc, version desc, known_at desc)
          as n
      from sub_known where event_time < $cut_N) s
    join rate on rate.currency = s.currency
    where n = 1 and earns and monthly > 0
      and not deleted and (start_at is null or start_at < $cut_N)
      and (end_at is null or end_at >= $cut_N)"""
        .replace("$cut_N", "$cut_" + days);
  }

  private OracleContract() {}
}
