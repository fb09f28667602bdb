-- What customer_360 must hold at the end of one day, counted from the raw rows and nothing else.
-- $day is the day, $cut the first instant after it, $cut_N the first instant N days earlier.
with known as (
  select * from usage_event e join link using (source, account_key) where known_at < $cut
),
u as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (
      partition by source, source_key order by known_at, version, event_time) as n
    from known where not deleted)
  where n = 1 and event_time < $cut
),
ticket_versions as (
  select * from ticket join link using (source, account_key) where known_at < $cut
),
ticket_latest as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (partition by source, source_key order by version desc, known_at desc, event_time desc) as n
    from ticket_versions)
  where n = 1 and not deleted
),
payment_versions as (
  select * from payment join link using (source, account_key) where known_at < $cut
),
payment_latest as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (partition by source, source_key order by version desc, known_at desc, event_time desc) as n
    from payment_versions)
  where n = 1 and not deleted
),
invoice_versions as (
  select * from invoice join link using (source, account_key) where known_at < $cut
),
invoice_latest as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (partition by source, source_key order by version desc, known_at desc, event_time desc) as n
    from invoice_versions)
  where n = 1 and not deleted
),
survey_response_versions as (
  select * from survey_response join link using (source, account_key) where known_at < $cut
),
survey_response_latest as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (partition by source, source_key order by version desc, known_at desc, event_time desc) as n
    from survey_response_versions)
  where n = 1 and not deleted
),
activity_versions as (
  select * from activity join link using (source, account_key) where known_at < $cut
),
activity_latest as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (partition by source, source_key order by version desc, known_at desc, event_time desc) as n
    from activity_versions)
  where n = 1 and not deleted
),
contact_versions as (
  select * from contact join link using (source, account_key) where known_at < $cut
),
contact_latest as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (partition by source, source_key order by version desc, known_at desc, event_time desc) as n
    from contact_versions)
  where n = 1 and not deleted
),
opportunity_versions as (
  select * from opportunity join link using (source, account_key) where known_at < $cut
),
opportunity_latest as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (partition by source, source_key order by version desc, known_at desc, event_time desc) as n
    from opportunity_versions)
  where n = 1 and not deleted
),
message_sentiment_versions as (
  select * from message_sentiment join link using (source, account_key) where known_at < $cut
),
message_sentiment_latest as (
  select *, local_day(event_time) as day
  from (
    select *, row_number() over (partition by source, kind, source_key order by known_at desc, event_time desc) as n
    from message_sentiment_versions)
  where n = 1 and true
),
rate as (
  select currency, arg_max(rate, from_day) as rate
  from rates where from_day <= $day group by currency
),
sub_known as (
  select *, dense_rank() over (order by source, source_key) as ord
  from subscription join link using (source, account_key) where known_at < $cut
),
state_0 as (
  select * from (
    select *, row_number() over (
      partition by source, source_key order by event_time desc, version desc, known_at desc) as n
    from sub_known where event_time < $cut)
  where n = 1
),
paying as (
  select *, round(mrr * rate.rate, 2) as revenue,
    least(
      local_day(end_at),
      (select min(local_day(l.event_time)) from sub_known l
       where l.source_key = s.source_key and l.event_time >= $cut
         and (l.status = 'ended' or l.deleted))) as ends
  from state_0 s join rate on rate.currency = s.currency
  where status = 'active' and not coalesce(trial, false) and mrr > 0 and not deleted
    and (start_at is null or start_at < $cut) and (end_at is null or end_at >= $cut)
),
state_91 as (
  select * from (
    select *, row_number() over (
      partition by source, source_key order by event_time desc, version desc, known_at desc) as n
    from sub_known where event_time < $cut_91)
  where n = 1
),
paying_91 as (
  select *, round(mrr * rate.rate, 2) as revenue,
    least(
      local_day(end_at),
      (select min(local_day(l.event_time)) from sub_known l
       where l.source_key = s.source_key and l.event_time >= $cut
         and (l.status = 'ended' or l.deleted))) as ends
  from state_91 s join rate on rate.currency = s.currency
  where status = 'active' and not coalesce(trial, false) and mrr > 0 and not deleted
    and (start_at is null or start_at < $cut_91) and (end_at is null or end_at >= $cut_91)
),
state_364 as (
  select * from (
    select *, row_number() over (
      partition by source, source_key order by event_time desc, version desc, known_at desc) as n
    from sub_known where event_time < $cut_364)
  where n = 1
),
paying_364 as (
  select *, round(mrr * rate.rate, 2) as revenue,
    least(
      local_day(end_at),
      (select min(local_day(l.event_time)) from sub_known l
       where l.source_key = s.source_key and l.event_time >= $cut
         and (l.status = 'ended' or l.deleted))) as ends
  from state_364 s join rate on rate.currency = s.currency
  where status = 'active' and not coalesce(trial, false) and mrr > 0 and not deleted
    and (start_at is null or start_at < $cut_364) and (end_at is null or end_at >= $cut_364)
),
spell as (
  select *, local_day(coalesce(start_at, event_time)) as began,
    lead(local_day(event_time)) over (
      partition by source, source_key order by event_time, version, known_at) as until
  from sub_known where event_time < $cut
),
paid_spell as (
  select * from spell
  where status = 'active' and not coalesce(trial, false) and mrr > 0 and not deleted
    and (start_at is null or start_at < $cut)
    and (until is null or until > greatest(began, local_day(event_time)))
    and (end_at is null or local_day(end_at) > began)
),
a as (
  select * from account
  where first_seen < $cut
    or account_id in (select account_id from sub_known)
)
select
  account_id,
  name,
  industry,
  exists (select 1 from paying p where p.account_id = a.account_id) as active,
  (select coalesce(sum(revenue), 0) from paying p where p.account_id = a.account_id) as mrr,
  12 * (select coalesce(sum(revenue), 0) from paying p where p.account_id = a.account_id) as arr,
  (select coalesce(sum(seats), 0) from paying p where p.account_id = a.account_id) as seats,
  (select arg_max(plan, (revenue, -ord)) from paying p where p.account_id = a.account_id) as plan,
  (select min(began) from paid_spell p where p.account_id = a.account_id) as customer_since,
  $day - (select min(began) from paid_spell p where p.account_id = a.account_id) as tenure_days,
  (select min(local_day(renewal_at)) from paying p where p.account_id = a.account_id and local_day(renewal_at) > $day) as renewal_on,
  (select min(local_day(renewal_at)) from paying p where p.account_id = a.account_id and local_day(renewal_at) > $day) - $day as days_to_renewal,
  (select case when count(*) = count(ends) then max(ends) end from paying p where p.account_id = a.account_id) as ends_on,
  (select case when count(*) filter (not auto_renew) > 0 then false when count(*) > 0 and count(*) = count(auto_renew) then true end from paying p where p.account_id = a.account_id) as auto_renew,
  not exists (select 1 from paying p where p.account_id = a.account_id) and exists (select 1 from state_0 s where s.account_id = a.account_id and not deleted and (start_at is null or start_at < $cut) and (end_at is null or end_at >= $cut) and (status = 'trial' or (status = 'active' and trial))) as trial,
  case when (select min(day) from u where event = 'Signed In') <= $day - 6 then (select count(*) from u where u.account_id = a.account_id and event = 'Signed In' and day between $day - 6 and $day - 0) end as signins_7d,
  case when (select min(day) from u where event = 'Signed In') <= $day - 27 then (select count(*) from u where u.account_id = a.account_id and event = 'Signed In' and day between $day - 27 and $day - 0) end as signins_28d,
  case when (select min(day) from u where event = 'Signed In') <= $day - 90 then (select count(*) from u where u.account_id = a.account_id and event = 'Signed In' and day between $day - 90 and $day - 0) end as signins_91d,
  case when (select min(day) from u where event = 'Signed In') <= $day - 55 and (select min(day) from u where u.account_id = a.account_id and event = 'Signed In') <= $day - 55 then (select count(*) from u where u.account_id = a.account_id and event = 'Signed In' and day between $day - 27 and $day - 0) / nullif((select count(*) from u where u.account_id = a.account_id and event = 'Signed In' and day between $day - 55 and $day - 28), 0)::double end as signins_trend_28d,
  case when (select min(day) from u where true) <= $day - 27 then (select count(*) from u where u.account_id = a.account_id and true and day between $day - 27 and $day - 0) end as events_28d,
  case when (select min(day) from u where true) <= $day - 90 then (select count(*) from u where u.account_id = a.account_id and true and day between $day - 90 and $day - 0) end as events_91d,
  case when (select min(day) from u where true) <= $day - 27 then (select coalesce(sum(coalesce(quantity, 1)::decimal(28, 6)), 0) from u where u.account_id = a.account_id and true and day between $day - 27 and $day - 0) end as quantity_28d,
  case when (select min(day) from u where true) <= $day - 55 and (select min(day) from u where u.account_id = a.account_id and true) <= $day - 55 then (select count(*) from u where u.account_id = a.account_id and true and day between $day - 27 and $day - 0) / nullif((select count(*) from u where u.account_id = a.account_id and true and day between $day - 55 and $day - 28), 0)::double end as events_trend_28d,
  case when (select min(day) from u where true) <= $day - 454 and (select min(day) from u where u.account_id = a.account_id and true) <= $day - 454 then (select count(*) from u where u.account_id = a.account_id and true and day between $day - 90 and $day - 0) / nullif((select count(*) from u where u.account_id = a.account_id and true and day between $day - 454 and $day - 364), 0)::double end as events_season_91d,
  case when (select min(day) from u where true) <= $day - 6 then (select count(distinct day) from u where u.account_id = a.account_id and true and day between $day - 6 and $day - 0) end as active_days_7d,
  case when (select min(day) from u where true) <= $day - 27 then (select count(distinct day) from u where u.account_id = a.account_id and true and day between $day - 27 and $day - 0) end as active_days_28d,
  case when (select min(day) from u where true) <= $day - 27 then (select count(distinct user_key) from u where u.account_id = a.account_id and true and day between $day - 27 and $day - 0) end as active_users_28d,
  case when (select min(day) from u where true) <= $day - 90 then (select count(distinct user_key) from u where u.account_id = a.account_id and true and day between $day - 90 and $day - 0) end as active_users_91d,
  case when (select min(day) from u where true) <= $day - 55 and (select min(day) from u where u.account_id = a.account_id and true) <= $day - 55 then (select count(distinct user_key) from u where u.account_id = a.account_id and true and day between $day - 27 and $day - 0) / nullif((select count(distinct user_key) from u where u.account_id = a.account_id and true and day between $day - 55 and $day - 28), 0)::double end as active_users_trend_28d,
  case when (select min(day) from u where true) <= $day - 27 then (select count(distinct user_key) / nullif((select sum(seats) from paying p where p.account_id = a.account_id), 0)::double from u where u.account_id = a.account_id and true and day between $day - 27 and $day - 0) end as users_per_seat_28d,
  case when (select min(day) from u where true) <= $day - 27 then (select count(distinct event) from u where u.account_id = a.account_id and true and day between $day - 27 and $day - 0) end as breadth_28d,
  case when (select min(day) from u where event in ('Integration Connected', 'User Invited')) <= $day - 90 then (select count(*) from u where u.account_id = a.account_id and event in ('Integration Connected', 'User Invited') and day between $day - 90 and $day - 0) end as setup_91d,
  $day - (select max(day) from u where u.account_id = a.account_id) as days_since_last_use,
  case when (select min(local_day(event_time)) from ticket_versions) <= $day - 27 then (select count(*) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and true and x.day > $day - 28) end as tickets_28d,
  case when (select min(local_day(event_time)) from ticket_versions) <= $day - 90 then (select count(*) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and true and x.day > $day - 91) end as tickets_91d,
  case when (select min(local_day(event_time)) from ticket_versions) <= $day then (select count(*) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and status in ('new', 'open', 'pending')) end as open_tickets,
  case when (select min(local_day(event_time)) from ticket_versions) <= $day - 90 then (select count(*) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and priority = 'urgent' and x.day > $day - 91) end as urgent_tickets_91d,
  case when (select min(local_day(event_time)) from ticket_versions) <= $day - 90 then (select count(*) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and escalated and x.day > $day - 91) end as escalated_91d,
  (select avg(first_response_minutes) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and true and x.day > $day - 91) as first_response_minutes_91d,
  (select avg(resolution_hours) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and true and x.day > $day - 91) as resolution_hours_91d,
  (select avg(satisfaction) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and true and x.day > $day - 91) as satisfaction_91d,
  (select arg_max(satisfaction, event_time) from ticket_latest x where x.account_id = a.account_id and x.day <= $day and satisfaction is not null) as satisfaction_last,
  (select avg(sentiment) from message_sentiment_latest x where x.account_id = a.account_id and x.day <= $day and true and x.day > $day - 91) as sentiment_91d,
  (select min(sentiment) from message_sentiment_latest x where x.account_id = a.account_id and x.day <= $day and true and x.day > $day - 28) as sentiment_worst_28d,
  (select arg_max(score, event_time) from survey_response_latest x where x.account_id = a.account_id and x.day <= $day and kind = 'nps' and score is not null) as nps_last,
  (select list(score order by event_time desc)[1] - list(score order by event_time desc)[2] from survey_response_latest x where x.account_id = a.account_id and x.day <= $day and kind = 'nps' and score is not null) as nps_change,
  case when (select min(local_day(event_time)) from payment_versions) <= $day - 90 then (select count(*) from payment_latest x where x.account_id = a.account_id and x.day <= $day and status = 'failed' and x.day > $day - 91) end as failed_payments_91d,
  case when (select min(local_day(event_time)) from payment_versions) <= $day - 90 then (select count(*) from payment_latest x where x.account_id = a.account_id and x.day <= $day and status = 'disputed' and x.day > $day - 91) end as disputes_91d,
  case when (select min(local_day(event_time)) from invoice_versions) <= $day - 90 then (select count(*) from invoice_latest x where x.account_id = a.account_id and local_day(due_at) between $day - 90 and $day and (status in ('open', 'uncollectible') or paid_at >= due_at + interval 1 day)) end as late_invoices_91d,
  $day - (select max(x.day) from activity_latest x where x.account_id = a.account_id and x.day <= $day and kind in ('meeting', 'call', 'mail') and coalesce(status, 'held') = 'held') as days_since_contact,
  case when (select min(local_day(event_time)) from activity_versions) <= $day - 90 then (select count(*) from activity_latest x where x.account_id = a.account_id and x.day <= $day and kind = 'meeting' and status = 'held' and x.day > $day - 91) end as meetings_held_91d,
  case when (select min(local_day(event_time)) from activity_versions) <= $day - 90 then (select count(*) from activity_latest x where x.account_id = a.account_id and x.day <= $day and kind = 'meeting' and status = 'missed' and x.day > $day - 91) end as meetings_missed_91d,
  case when (select min(local_day(event_time)) from contact_versions) <= $day then (select count(*) from contact_latest x where x.account_id = a.account_id and x.day <= $day and true) end as contacts,
  case when (select min(local_day(event_time)) from opportunity_versions) <= $day then (select count(*) from opportunity_latest x where x.account_id = a.account_id and x.day <= $day and kind = 'expansion' and lower(stage) not like '%closed%') end as open_expansions,
  case when (select min(local_day(event_time)) from opportunity_versions) <= $day then (select coalesce(sum(part), 0) from (select account_id, round(sum(amount) * any_value(rate), 2) as part from opportunity_latest x join rate r on r.currency = x.currency where x.day <= $day and kind = 'expansion' and lower(stage) not like '%closed%' group by account_id, x.currency) x where x.account_id = a.account_id) end as open_expansion_amount,
  (select count(*) from paying p where p.account_id = a.account_id) as subscriptions,
  (select coalesce(sum(seats), 0) from paying p where p.account_id = a.account_id) / nullif((select sum(seats) from paying_91 p where p.account_id = a.account_id), 0)::double - 1 as seats_change_91d,
  (select coalesce(sum(revenue), 0) from paying p where p.account_id = a.account_id)::double / nullif((select sum(revenue) from paying_91 p where p.account_id = a.account_id), 0)::double - 1 as mrr_change_91d,
  (select coalesce(sum(revenue), 0) from paying p where p.account_id = a.account_id)::double / nullif((select sum(revenue) from paying_364 p where p.account_id = a.account_id), 0)::double - 1 as mrr_change_364d
from a
