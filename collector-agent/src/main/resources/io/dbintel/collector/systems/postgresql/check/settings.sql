-- Any version: what the agent's role can see and do.
select
  quote_ident(current_user) as role,
  quote_ident(current_database()) as database,
  current_setting('server_encoding') as encoding,
  (
    select string_agg(quote_ident(datname), ', ' order by datname)
    from (
      select datname from pg_database
      where pg_encoding_to_char(encoding) = 'SQL_ASCII' and datallowconn and not datistemplate
      order by datname
      limit 5
    ) as unchecked
  ) as unchecked_databases,
  current_setting('server_version_num')::int as server_version_num,
  pg_has_role(current_user, 'pg_read_all_stats', 'usage') as reads_all_stats,
  has_function_privilege('pg_control_system()', 'execute')
    and has_function_privilege('pg_control_checkpoint()', 'execute') as control_readable,
  (select extversion from pg_extension where extname = 'pg_stat_statements') as extension_version,
  (select default_version from pg_available_extensions where name = 'pg_stat_statements')
    as available_version,
  current_setting('compute_query_id', true) as compute_query_id,
  current_setting('pg_stat_statements.track', true) as track,
  current_setting('track_io_timing') as track_io_timing
