-- Any version: clock, asked before and after.
select
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock,
  (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint as postmaster_start
