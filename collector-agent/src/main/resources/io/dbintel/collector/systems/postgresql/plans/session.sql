-- Any version: clock, database, and why plans cannot be had under this role; null when they can.
select
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock,
  current_database() as database,
  (select oid from pg_database where datname = current_database()) as dbid,
  (
    select min(role.rolname)
    from pg_roles as role
    where (
        role.rolsuper
        or role.rolname in (
          'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'pg_write_all_data',
          'pg_signal_backend', 'rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin'
        )
      )
      and pg_has_role(current_user, role.oid, 'member')
  ) as unsafe_role
