-- Any version: what server this is, and whether its control data may be read.
select
  current_setting('server_version_num')::int as server_version_num,
  (extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint as postmaster_start,
  pg_is_in_recovery() as in_recovery,
  has_function_privilege('pg_control_system()', 'execute')
    and has_function_privilege('pg_control_checkpoint()', 'execute') as control_readable
