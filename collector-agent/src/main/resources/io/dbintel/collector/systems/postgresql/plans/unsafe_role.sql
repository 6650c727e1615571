-- Any version: a role that may do so much that nothing is planned under it, and of which {role} is a member; null for none.
select min(role.rolname)
from pg_roles as role
where (
    role.rolsuper
    or role.rolname in (
      'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', 'pg_write_all_data',
      'pg_signal_backend', 'rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin'
    )
  )
  and pg_has_role({role}, role.oid, 'member')
