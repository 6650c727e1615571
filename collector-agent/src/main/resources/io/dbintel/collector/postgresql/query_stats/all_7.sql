-- pg_stat_statements 1.7 (PostgreSQL 12): all counters, every row.
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
  s.shared_blks_read,
  s.shared_blks_dirtied,
  s.shared_blks_written,
  s.local_blks_hit,
  s.local_blks_read,
  s.local_blks_dirtied,
  s.local_blks_written,
  s.temp_blks_read,
  s.temp_blks_written,
  s.blk_read_time as shared_blk_read_time,
  s.blk_write_time as shared_blk_write_time
from {schema}.pg_stat_statements(false) as s
