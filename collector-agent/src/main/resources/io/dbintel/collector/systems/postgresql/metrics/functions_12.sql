-- PostgreSQL 12 and later: the functions of the connected database that are called most; none unless track_functions is set.
select
  (stats.datid::bigint << 32) | functions.funcid::bigint as "#object",
  (extract(epoch from stats.stats_reset) * 1000000)::bigint as "#reset",
  current_database() || '|' || functions.schemaname as "@db.namespace",
  functions.funcname || '(' || oidvectortypes(proc.proargtypes) || ')' as "@function",
  functions.calls as "postgresql.function.calls"
from pg_stat_user_functions as functions
join pg_proc as proc on proc.oid = functions.funcid
join pg_stat_database as stats on stats.datname = current_database()
order by functions.calls desc, functions.funcid
limit 20
