-- Any version: whether the helper function is there, may be called, and runs under a role that is safe.
select
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
      and pg_has_role(helper.proowner, role.oid, 'member')
  ) as unsafe_role
from pg_proc as helper
join pg_namespace as namespace on namespace.oid = helper.pronamespace
where namespace.nspname = 'dbintel'
  and helper.proname = 'explain_statement'
  and helper.pronargs = 1
  and helper.proargtypes[0] = 'text'::regtype
  and helper.prorettype = 'text'::regtype
  and not helper.proretset
  and helper.prosecdef
  and has_schema_privilege(namespace.oid, 'usage')
  and has_function_privilege(helper.oid, 'execute')
