-- PostgreSQL 17 and later: checkpointer, background writer and I/O of backends have a view and a time of reset each.
select
  (extract(epoch from stats_reset) * 1000000)::bigint as "#reset",
  buffers_alloc as "postgresql.bgwriter.buffers.allocated",
  null::bigint as "postgresql.bgwriter.buffers.writes{source=backend}",
  null::bigint as "postgresql.bgwriter.buffers.writes{source=backend_fsync}",
  null::bigint as "postgresql.bgwriter.buffers.writes{source=checkpoints}",
  buffers_clean as "postgresql.bgwriter.buffers.writes{source=bgwriter}",
  null::bigint as "postgresql.bgwriter.checkpoint.count{type=requested}",
  null::bigint as "postgresql.bgwriter.checkpoint.count{type=scheduled}",
  null::double precision as "postgresql.bgwriter.duration{type=sync}",
  null::double precision as "postgresql.bgwriter.duration{type=write}",
  maxwritten_clean as "postgresql.bgwriter.maxwritten"
from pg_stat_bgwriter
union all
select
  (extract(epoch from stats_reset) * 1000000)::bigint,
  null, null, null, buffers_written, null, num_requested, num_timed, sync_time, write_time, null
from pg_stat_checkpointer
union all
select
  (extract(epoch from max(stats_reset)) * 1000000)::bigint,
  null, coalesce(sum(writes), 0)::bigint, coalesce(sum(fsyncs), 0)::bigint, null, null, null, null, null, null, null
from pg_stat_io
where object = 'relation' and backend_type not in ('checkpointer', 'background writer')
