-- pg_stat_statements 1.9 and later (PostgreSQL 14 and later): info, privilege and clock after the rows.
select
  pg_has_role(current_user, 'pg_read_all_stats', 'usage') as reads_all_stats,
  (extract(epoch from info.stats_reset) * 1000000)::bigint as stats_reset,
  info.dealloc,
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock
from {schema}.pg_stat_statements_info() as info
