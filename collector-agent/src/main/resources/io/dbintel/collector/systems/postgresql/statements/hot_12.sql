-- pg_stat_statements 1.12 (PostgreSQL 18): the columns that every poll reads, every row.
-- Null stands for 0, which most counters of most rows are: it costs the server no conversion.
select
  s.dbid,
  s.userid,
  s.queryid,
  s.toplevel,
  s.stats_since,
  s.calls,
  nullif(s.plans, 0) as plans,
  s.rows,
  s.total_exec_time,
  nullif(s.total_plan_time, 0) as total_plan_time,
  s.shared_blks_hit,
  nullif(s.shared_blks_read, 0) as shared_blks_read
from {schema}.pg_stat_statements(false) as s
