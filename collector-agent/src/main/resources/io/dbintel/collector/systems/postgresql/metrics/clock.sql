-- Any version: clock and server, asked before and after every group.
select
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock,
  (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint as postmaster_start,
  pg_is_in_recovery() as in_recovery
