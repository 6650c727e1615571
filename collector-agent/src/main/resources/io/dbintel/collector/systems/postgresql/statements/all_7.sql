-- pg_stat_statements 1.7 (PostgreSQL 12): all counters, every row.
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
  nullif(s.shared_blks_read, 0) as shared_blks_read,
  nullif(s.shared_blks_dirtied, 0) as shared_blks_dirtied,
  nullif(s.shared_blks_written, 0) as shared_blks_written,
  nullif(s.local_blks_hit, 0) as local_blks_hit,
  nullif(s.local_blks_read, 0) as local_blks_read,
  nullif(s.local_blks_dirtied, 0) as local_blks_dirtied,
  nullif(s.local_blks_written, 0) as local_blks_written,
  nullif(s.temp_blks_read, 0) as temp_blks_read,
  nullif(s.temp_blks_written, 0) as temp_blks_written,
  nullif(s.blk_read_time, 0) as shared_blk_read_time,
  nullif(s.blk_write_time, 0) as shared_blk_write_time
from {schema}.pg_stat_statements(false) as s
