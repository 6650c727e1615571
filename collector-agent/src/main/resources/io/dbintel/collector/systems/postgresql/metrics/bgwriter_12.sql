-- PostgreSQL 12 to 16: checkpointer and background writer share a view, backends are counted in it.
select
  (extract(epoch from stats_reset) * 1000000)::bigint as "#reset",
  buffers_alloc as "postgresql.bgwriter.buffers.allocated",
  buffers_backend as "postgresql.bgwriter.buffers.writes{source=backend}",
  buffers_backend_fsync as "postgresql.bgwriter.buffers.writes{source=backend_fsync}",
  buffers_checkpoint as "postgresql.bgwriter.buffers.writes{source=checkpoints}",
  buffers_clean as "postgresql.bgwriter.buffers.writes{source=bgwriter}",
  checkpoints_req as "postgresql.bgwriter.checkpoint.count{type=requested}",
  checkpoints_timed as "postgresql.bgwriter.checkpoint.count{type=scheduled}",
  checkpoint_sync_time as "postgresql.bgwriter.duration{type=sync}",
  checkpoint_write_time as "postgresql.bgwriter.duration{type=write}",
  maxwritten_clean as "postgresql.bgwriter.maxwritten"
from pg_stat_bgwriter
