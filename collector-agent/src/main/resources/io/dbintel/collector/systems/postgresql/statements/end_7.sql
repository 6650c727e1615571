-- pg_stat_statements 1.7 and 1.8 (PostgreSQL 12 and 13): privilege and clock after the rows.
select
  pg_has_role(current_user, 'pg_read_all_stats', 'usage') as reads_all_stats,
  null::bigint as stats_reset,
  null::bigint as dealloc,
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock
