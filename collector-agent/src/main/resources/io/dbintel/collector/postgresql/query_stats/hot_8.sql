-- pg_stat_statements 1.8 (PostgreSQL 13): the columns that every poll reads, every row.
select
  s.dbid,
  s.userid,
  s.queryid,
  true as toplevel,
  null::timestamptz as stats_since,
  s.calls,
  s.plans,
  s.rows,
  s.total_exec_time,
  s.total_plan_time,
  s.shared_blks_hit,
  s.shared_blks_read
from {schema}.pg_stat_statements(false) as s
