-- PostgreSQL 12 and 13: sessions that are not idle, longest transaction first; all client backends are counted. There is no query id.
with activity as materialized (
  select
    pid,
    datname,
    usename,
    application_name,
    client_addr,
    client_port,
    client_hostname,
    backend_type,
    state,
    wait_event_type,
    wait_event,
    query_start,
    xact_start,
    backend_start,
    state_change,
    backend_xid,
    left(query, ?) as query,
    octet_length(query) as query_bytes
  from pg_stat_activity
  where pid <> pg_backend_pid()
    and not (application_name = 'dbintel-agent' and usename = current_user)
), busy as (
  select *, count(*) over () as busy_total
  from activity
  where state is not null
    and state <> 'idle'
    and wait_event_type is distinct from 'Activity'
  order by xact_start nulls last, pid
  limit ?
), counts as (
  select
    (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock,
    count(*) filter (where backend_type = 'client backend') as sessions_total,
    pg_size_bytes(current_setting('track_activity_query_size')) as query_size
  from activity
)
select
  counts.clock,
  counts.sessions_total,
  activity.busy_total,
  activity.pid,
  (extract(epoch from activity.backend_start) * 1000000)::bigint as backend_start,
  activity.datname,
  activity.usename,
  activity.application_name,
  host(activity.client_addr) as client_address,
  activity.client_port,
  activity.client_hostname,
  activity.backend_type,
  activity.state,
  activity.wait_event_type,
  activity.wait_event,
  null::bigint as query_id,
  activity.query,
  activity.query_bytes >= counts.query_size - 4
    or activity.query_bytes > octet_length(activity.query) as query_truncated,
  (extract(epoch from activity.query_start) * 1000000)::bigint as query_start,
  (extract(epoch from activity.xact_start) * 1000000)::bigint as xact_start,
  (extract(epoch from activity.state_change) * 1000000)::bigint as state_change,
  activity.backend_xid::text::bigint as backend_xid
from counts
left join busy as activity on true
order by activity.pid
