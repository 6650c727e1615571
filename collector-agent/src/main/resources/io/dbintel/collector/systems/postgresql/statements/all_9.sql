-- pg_stat_statements 1.9 (PostgreSQL 14): all counters, every row.
-- Null stands for 0, which most counters of most rows are: it costs the server no conversion.
select
  s.dbid,
  s.userid,
  s.queryid,
  s.toplevel,
  null::timestamptz as stats_since,
  s.calls,
  nullif(s.plans, 0) as plans,
  s.rows,
  s.total_exec_time,
  nullif(s.total_plan_time, 0) as total_plan_time,
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
  nullif(s.blk_write_time, 0) as shared_blk_write_time,
  nullif(s.wal_records, 0) as wal_records,
  nullif(s.wal_fpi, 0) as wal_fpi,
  nullif(s.wal_bytes::bigint, 0) as wal_bytes
from {schema}.pg_stat_statements(false) as s
