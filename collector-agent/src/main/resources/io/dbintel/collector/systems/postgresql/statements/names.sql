-- Any version: names of databases and roles.
select 'database' as kind, oid, datname as name from pg_database
union all
select 'role', oid, rolname from pg_roles
