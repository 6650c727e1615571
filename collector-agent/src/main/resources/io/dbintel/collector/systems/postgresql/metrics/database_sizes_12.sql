-- PostgreSQL 12 and later: reads the file sizes of every database, so it is asked rarely.
select
  datname as "@db.namespace",
  pg_database_size(oid) as "postgresql.db_size"
from pg_database
where not datistemplate
  and (has_database_privilege(oid, 'connect') or pg_has_role(current_user, 'pg_read_all_stats', 'usage'))
order by datname
