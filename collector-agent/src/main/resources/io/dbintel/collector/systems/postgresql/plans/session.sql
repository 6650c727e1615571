-- Any version: clock, database, and why plans cannot be had under this role; null when they can.
select
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock,
  current_database() as database,
  (select oid from pg_database where datname = current_database()) as dbid,
  ({unsafe_role}) as unsafe_role
