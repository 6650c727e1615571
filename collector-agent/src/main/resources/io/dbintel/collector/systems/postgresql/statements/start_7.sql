-- pg_stat_statements 1.7 and 1.8 (PostgreSQL 12 and 13): clock before the rows; there is no stats_reset.
select
  (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint as postmaster_start,
  pg_is_in_recovery() as in_recovery,
  (select extversion from pg_extension where extname = 'pg_stat_statements') as extension_version,
  pg_has_role(current_user, 'pg_read_all_stats', 'usage') as reads_all_stats,
  null::bigint as stats_reset,
  null::bigint as dealloc,
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock
