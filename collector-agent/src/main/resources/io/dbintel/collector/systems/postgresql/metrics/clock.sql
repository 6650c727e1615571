-- Any version: clock and server, asked before and after every group. The time at which the cumulative statistics were set up
-- tells servers of one cluster apart: each has its own, it outlives a clean restart, and a crash moves it.
select
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock,
  (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint as postmaster_start,
  pg_is_in_recovery() as in_recovery,
  (select (extract(epoch from stats_reset) * 1000000)::bigint from pg_stat_bgwriter) as counters_since
