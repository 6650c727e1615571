-- PostgreSQL 12 and later: locks by kind; reading them takes every lock partition, so it is asked rarely.
select
  coalesce(class.relname, '') as "@relation",
  locks.mode as "@mode",
  locks.locktype as "@lock_type",
  count(*) as "postgresql.database.locks"
from pg_locks as locks
left join pg_class as class
  on class.oid = locks.relation
  and locks.database = (select oid from pg_database where datname = current_database())
where locks.pid is distinct from pg_backend_pid()
group by 1, 2, 3
order by 4 desc, 1, 2, 3
limit 100
