-- Counters of all statements, without their texts.
select schema_name,
  digest,
  cast(unix_timestamp(first_seen) * 1000000 as signed) as first_seen,
  avg_timer_wait,
  {counters}
from performance_schema.events_statements_summary_by_digest as dbintel_digests
