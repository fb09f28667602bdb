-- The fixed columns of customer_360 at the end of one day, and what features are counted from:
-- raw rows and nothing else. OracleSql goes on with a table for each feature.
-- $day is the day, $cut the first instant after it, $cut_N the first instant N days earlier.
create or replace temp table known as (
  select * from usage_event e join link using (source, account_key) where known_at < $cut
);
create or replace temp table u as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (
      partition by source, source_key order by known_at, version, event_time) as n
    from known where not deleted)
  where n = 1 and event_time < $cut
);
create or replace temp table rate as (
  select currency, arg_max(rate, from_day) as rate
  from rates where from_day <= $day group by currency
);
create or replace temp table sub_version as (
  select *, dense_rank() over (order by source, source_key) as ord, row_number() over () as rid,
    status = 'active' and not coalesce(trial, false) as charged,
    status = 'trial' or (status = 'active' and coalesce(trial, false)) as tried
  from subscription join link using (source, account_key) where known_at < $cut
);
-- one row: what held at the end of the day before a version took effect
create or replace temp table sub_before as (
  select v.rid, b.rid as before, b.charged, b.tried,
    not b.deleted and coalesce(b.mrr, 0)
        + case when b.discount_until < v.day_begins then coalesce(b.discount, 0) else 0 end > 0
      and (b.start_at is null or b.start_at < v.day_begins)
      and (b.end_at is null or b.end_at >= v.day_begins) as served
  from (select *, end_of(local_day(event_time) - 1) as day_begins from sub_version) v
  join sub_version b on b.source = v.source and b.source_key = v.source_key
    and b.event_time < v.day_begins
  qualify row_number() over (
    partition by v.rid order by b.event_time desc, b.version desc, b.known_at desc) = 1
);
-- one row: a version of a contract that was paid for up to it, trials right before left out
create or replace temp table sub_resumed as (
  with recursive chain(rid, reached) as (
    select rid, rid from sub_version
    union all
    select c.rid, b.before from chain c join sub_before b on b.rid = c.reached
    where b.served and b.tried)
  select distinct c.rid from chain c join sub_before b on b.rid = c.reached where b.served and b.charged
);
create or replace temp table sub_known as (
  select *, charged or (tried and rid in (select rid from sub_resumed)) as earns from sub_version
);
create or replace temp table state_0 as (
  select *,
    coalesce(mrr, 0) + case when discount_until < $cut then coalesce(discount, 0) else 0 end
      as monthly
  from (
    select *, row_number() over (
      partition by source, source_key order by event_time desc, version desc, known_at desc) as n
    from sub_known where event_time < $cut)
  where n = 1
);
create or replace temp table paying as (
  select *, round(monthly * rate.rate, 2) as revenue,
    case when discount_until < $cut then 0
      else round(coalesce(discount, 0) * rate.rate, 2) end as taken_off,
    least(
      local_day(end_at),
      (select min(local_day(l.event_time)) from sub_known l
       where l.source_key = s.source_key and l.event_time >= $cut
         and (l.status = 'ended' or l.deleted))) as ends
  from state_0 s join rate on rate.currency = s.currency
  where earns and monthly > 0 and not deleted
    and (start_at is null or start_at < $cut) and (end_at is null or end_at >= $cut)
);
create or replace temp table spell as (
  select *,
    greatest(
      local_day(coalesce(start_at, event_time)),
      case when mrr = 0 then local_day(discount_until) end) as began,
    coalesce(mrr, 0) + case when discount_until < $cut then coalesce(discount, 0) else 0 end
      as monthly,
    lead(local_day(event_time)) over (
      partition by source, source_key order by event_time, version, known_at) as until
  from sub_known where event_time < $cut
);
create or replace temp table paid_spell as (
  select * from spell
  where earns and monthly > 0 and not deleted
    and (start_at is null or start_at < $cut)
    and (until is null or until > greatest(began, local_day(event_time)))
    and (end_at is null or local_day(end_at) > began)
);
-- one row: a state that a subscription entered
create or replace temp table entered as (
  select *, coalesce(plan, plan_key) as named, deleted or status = 'ended' as gone
  from sub_known where event_time < $cut
  qualify row_number() over (
    partition by source, source_key, event_time order by version desc, known_at desc) = 1
);
-- one row: a plan that took the place of another on the same subscription
create or replace temp table plan_changed as (
  select account_id, local_day(event_time) as day
  from (
    select *,
      lag(named) over (partition by source, source_key order by event_time) as named_before,
      lag(gone) over (partition by source, source_key order by event_time) as gone_before
    from entered)
  where named <> named_before and not gone and not gone_before
);
-- one row: a renewal day of a subscription at whose end it paid
create or replace temp table renewed as (
  select account_id, day
  from (
    select s.*, r.day, row_number() over (
      partition by r.source, r.source_key, r.day
      order by s.event_time desc, s.version desc, s.known_at desc) as n
    from (
      select distinct source, source_key, local_day(renewal_at) as day
      from entered where local_day(renewal_at) <= $day) r
    join sub_known s on s.source = r.source and s.source_key = r.source_key
      and s.event_time < end_of(r.day))
  where n = 1 and earns and not deleted
    and coalesce(mrr, 0) + case when discount_until < end_of(day) then coalesce(discount, 0) else 0 end > 0
    and (start_at is null or start_at < end_of(day)) and (end_at is null or end_at >= end_of(day))
);
-- one row: a contact as it is known
create or replace temp table contact_now as (
  select source, source_key as contact_key, role as contact_role, title as contact_title
  from (
    from contact where known_at < $cut
    qualify row_number() over (
      partition by source, source_key order by version desc, known_at desc, event_time desc) = 1)
  where not deleted
);
-- one row: an account as the CRM has it
create or replace temp table crm as (
  from (
    from source_account where known_at < $cut
    qualify row_number() over (
      partition by source, source_key order by version desc, known_at desc, event_time desc) = 1)
  where not deleted
);
create or replace temp table a as (
  select * from account
  where first_seen < $cut
    or account_id in (select account_id from sub_known)
);
create or replace temp table fixed as (
  select
    account_id,
    name,
    industry,
    segment,
    exists (select 1 from paying p where p.account_id = a.account_id) as active,
    (select coalesce(sum(revenue), 0) from paying p where p.account_id = a.account_id) as mrr,
    12 * (select coalesce(sum(revenue), 0) from paying p where p.account_id = a.account_id) as arr,
    (select coalesce(sum(seats), 0) from paying p where p.account_id = a.account_id) as seats,
    (select arg_max(coalesce(plan, plan_key), (revenue, -ord)) from paying p where p.account_id = a.account_id and coalesce(plan, plan_key) is not null) as plan,
    (select min(began) from paid_spell p where p.account_id = a.account_id) as customer_since,
    $day - (select min(began) from paid_spell p where p.account_id = a.account_id) as tenure_days,
    (select min(local_day(renewal_at)) from paying p where p.account_id = a.account_id and local_day(renewal_at) > $day) as renewal_on,
    (select min(local_day(renewal_at)) from paying p where p.account_id = a.account_id and local_day(renewal_at) > $day) - $day as days_to_renewal,
    (select case when count(*) = count(ends) then max(ends) end from paying p where p.account_id = a.account_id) as ends_on,
    (select case when count(*) filter (not auto_renew) > 0 then false when count(*) > 0 and count(*) = count(auto_renew) then true end from paying p where p.account_id = a.account_id) as auto_renew,
    not exists (select 1 from paying p where p.account_id = a.account_id) and exists (select 1 from state_0 s where s.account_id = a.account_id and not deleted and (start_at is null or start_at < $cut) and (end_at is null or end_at >= $cut) and tried and not earns) as trial
  from a
);
