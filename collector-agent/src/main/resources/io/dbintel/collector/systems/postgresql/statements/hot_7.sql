-- pg_stat_statements 1.7 (PostgreSQL 12): the columns that every poll reads, every row.
-- Null stands for 0, which most counters of most rows are: it costs the server no conversion.
select
  s.dbid,
  s.userid,
  s.queryid,
  true as toplevel,
  null::timestamptz as stats_since,
  s.calls,
  s.rows,
  s.total_time as total_exec_time,
  s.shared_blks_hit,
  nullif(s.shared_blks_read, 0) as shared_blks_read
from {schema}.pg_stat_statements(false) as s
