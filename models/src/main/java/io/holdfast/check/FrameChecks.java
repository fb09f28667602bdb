package io.holdfast.check;

import java.math.BigDecimal;
import java.util.List;

/** What Holdfast expects of its own tables, whatever the company. */
public final class FrameChecks {
  /** View of {@link UnlinkedFacts} of all its tables. */
  public static final String UNLINKED_FACT = UnlinkedFacts.VIEW;

  /** View of {@link RepeatedKeys} of all derived tables. */
  public static final String REPEATED_KEY = RepeatedKeys.VIEW;

  /** View of {@link UnknownZones}. */
  public static final String UNKNOWN_ZONE = UnknownZones.VIEW;

  /** View of subscriptions as of the day, with what their items and plans tell of their MRR. */
  public static final String PRICED_SUBSCRIPTION = "priced_subscription";

  /** View of the landed records by {@code export}, as {@code records}. */
  public static final String LANDED = "landed";

  /**
   * The checks. All speak of what was known by the day, but for {@code quarantined_records}: when a
   * rejected record could be known is not known, so that one speaks of all that ever landed.
   *
   * @param maxQuarantinedPercent share of landed records that may lie in quarantine
   */
  public static List<Expectation> all(double maxQuarantinedPercent) {
    return List.of(
        new Expectation(
            "facts_without_account",
            "{found} facts belong to no account: no link has their source and account key.",
            Severity.WARN,
            "select coalesce(sum(facts), 0) as found from unlinked_fact",
            """
            select concat(source, ' ', table_name, ' ', sum(facts)) from unlinked_fact
            group by source, table_name order by sum(facts) desc, source, table_name""",
            null),
        new Expectation(
            "quarantined_records",
            "{found} of {landed} landed records lie in quarantine.",
            Severity.WARN,
            """
            select found, landed,
              least(found, cast(floor(landed * %s / 100) as bigint)) as expected
            from (select (select count(distinct file, record_no) from quarantine) as found,
              (select coalesce(sum(records), 0) from landed) as landed)"""
                .formatted(BigDecimal.valueOf(maxQuarantinedPercent).toPlainString()),
            """
            select concat(source, ' ', export, ' ', count(distinct file, record_no)) from quarantine
            group by source, export order by count(distinct file, record_no) desc, source, export""",
            null),
        new Expectation(
            "mrr_is_known",
            "{found} active subscriptions whose MRR is unknown: they count as none.",
            Severity.WARN,
            "select count(*) as found from priced_subscription where " + UNPRICED,
            """
            select concat(source, ' ', source_key, ' (', coalesce(mrr_unknown,
              'neither it nor its items and plans tell a price in its currency'), ')')
            from priced_subscription where %s order by source, source_key"""
                .formatted(UNPRICED),
            null),
        new Expectation(
            "discounts_are_known",
            "{found} redeemed discounts say neither percent nor amount, and no coupon of theirs"
                + " does: MRR is told without them.",
            Severity.WARN,
            "select count(*) as found from discount as d where " + WORTH_NOTHING,
            """
            select concat(source, ' ', source_key, ' (coupon ', coalesce(coupon, 'none'), ')')
            from discount as d where %s order by source, source_key"""
                .formatted(WORTH_NOTHING),
            null),
        new Expectation(
            "time_zones_are_known",
            "{found} support schedules in a time zone that nobody knows: they open nothing, so that"
                + " the company's own hours count.",
            Severity.WARN,
            "select count(*) as found from unknown_zone",
            """
            select concat(source, ' ', schedule_key, ' (', coalesce(time_zone, 'none'), ')')
            from unknown_zone order by source, schedule_key""",
            null),
        new Expectation(
            "bridge_closes",
            "{found} months whose MRR bridge does not close to 0.00.",
            Severity.HOLD,
            "select count(*) as found from period_close where difference <> 0",
            """
            select concat(date_format(month, 'yyyy-MM'), ' by ', difference) from period_close
            where difference <> 0 order by month""",
            null),
        new Expectation(
            "mrr_agrees",
            "{found} accounts whose MRR in customer_360 is not the one in account_mrr.",
            Severity.HOLD,
            "select count(*) as found from (" + MRR_DIFFERENCES + ")",
            MRR_EXAMPLES,
            null),
        new Expectation(
            "scores_have_status",
            "{found} scores whose status is missing or does not fit their probability.",
            Severity.HOLD,
            "select count(*) as found from account_score where " + WITHOUT_STATUS,
            """
            select concat(outcome, ' ', account_id) from account_score where %s
            order by outcome, account_id"""
                .formatted(WITHOUT_STATUS),
            null),
        new Expectation(
            "keys_are_unique",
            "{found} keys of derived tables name more than one row.",
            Severity.HOLD,
            "select count(*) as found from repeated_key",
            """
            select concat(table_name, ' ', count(*)) from repeated_key
            group by table_name order by table_name""",
            null));
  }

  private static final String UNPRICED =
      """
      status = 'active' and not coalesce(trial, false) and mrr is null
      and coalesce(date(end_at) > {day}, true)""";

  private static final String WORTH_NOTHING =
      """
      coalesce(d.account_key, d.subscription_key) is not null
      and d.percent_off is null and d.amount_off is null and not exists (
        select 1 from discount as c where c.source = d.source and c.coupon = d.coupon
        and coalesce(c.percent_off, cast(c.amount_off as double)) is not null)""";

  private static final String MRR_DIFFERENCES =
      """
      select coalesce(c.account_id, m.account_id) as account_id,
        coalesce(c.mrr, 0) as snapshot_mrr, coalesce(m.mrr, 0) as month_mrr
      from (select account_id, mrr from customer_360 where as_of = {day}) c
      full join (select account_id, mrr from account_mrr
        where known_as_of = {day} and month = trunc({day}, 'month')) m
      on c.account_id = m.account_id
      where {day} = last_day({day}) and coalesce(c.mrr, 0) <> coalesce(m.mrr, 0)""";

  /** With the contracts that the account has, by their sources' own keys. */
  private static final String MRR_EXAMPLES =
      """
      select concat(d.account_id, ' has ', snapshot_mrr, ' in customer_360 and ', month_mrr,
        ' in account_mrr', coalesce(concat(' from ', contracts), ''))
      from (%s) d
      left join (
        select l.account_id,
          array_join(slice(array_sort(collect_set(concat(s.source, ' ', s.source_key))), 1, 5),
            ' and ') as contracts
        from subscription s join account_link l
        on l.source = s.source and l.source_key = s.account_key
          and l.valid_to is null and l.known_to is null
        group by l.account_id) k
      on k.account_id = d.account_id
      order by d.account_id"""
          .formatted(MRR_DIFFERENCES);

  private static final String WITHOUT_STATUS =
      """
      as_of = {day} and (status is null or status not in ('fresh', 'stale', 'abstained')
        or (status = 'abstained') <> (probability is null))""";

  private FrameChecks() {}
}
