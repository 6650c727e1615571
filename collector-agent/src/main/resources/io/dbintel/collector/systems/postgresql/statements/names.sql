-- Any version: names of some databases and roles.
select 'database' as kind, oid, datname as name from pg_database where oid = any (?::bigint[]::oid[])
union all
select 'role', oid, rolname from pg_roles where oid = any (?::bigint[]::oid[])
