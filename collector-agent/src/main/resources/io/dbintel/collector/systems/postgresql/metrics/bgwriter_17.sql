-- PostgreSQL 17 and later: checkpointer, background writer and I/O of backends have a view each.
select
  bgwriter.buffers_alloc as "postgresql.bgwriter.buffers.allocated",
  io.writes as "postgresql.bgwriter.buffers.writes{source=backend}",
  io.fsyncs as "postgresql.bgwriter.buffers.writes{source=backend_fsync}",
  checkpointer.buffers_written as "postgresql.bgwriter.buffers.writes{source=checkpoints}",
  bgwriter.buffers_clean as "postgresql.bgwriter.buffers.writes{source=bgwriter}",
  checkpointer.num_requested as "postgresql.bgwriter.checkpoint.count{type=requested}",
  checkpointer.num_timed as "postgresql.bgwriter.checkpoint.count{type=scheduled}",
  checkpointer.sync_time as "postgresql.bgwriter.duration{type=sync}",
  checkpointer.write_time as "postgresql.bgwriter.duration{type=write}",
  bgwriter.maxwritten_clean as "postgresql.bgwriter.maxwritten"
from pg_stat_bgwriter as bgwriter,
  pg_stat_checkpointer as checkpointer,
  (
    select coalesce(sum(writes), 0)::bigint as writes, coalesce(sum(fsyncs), 0)::bigint as fsyncs
    from pg_stat_io
    where object = 'relation' and backend_type not in ('checkpointer', 'background writer')
  ) as io
