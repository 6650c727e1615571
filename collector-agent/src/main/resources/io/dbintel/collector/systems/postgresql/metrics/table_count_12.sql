-- PostgreSQL 12 and later: tables of the connected database.
select
  current_database() as "@db.namespace",
  count(*) as "postgresql.table.count"
from pg_stat_user_tables
