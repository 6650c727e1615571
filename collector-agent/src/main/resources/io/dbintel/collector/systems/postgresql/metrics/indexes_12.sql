-- PostgreSQL 12 and later: the largest indexes of the connected database.
select
  (stats.datid::bigint << 32) | indexes.indexrelid::bigint as "#object",
  (extract(epoch from stats.stats_reset) * 1000000)::bigint as "#reset",
  current_database() || '|' || indexes.schemaname as "@db.namespace",
  indexes.relname as "@postgresql.table.name",
  indexes.indexrelname as "@postgresql.index.name",
  indexes.idx_scan as "postgresql.index.scans"
from pg_stat_user_indexes as indexes
join pg_class as class on class.oid = indexes.indexrelid
join pg_stat_database as stats on stats.datname = current_database()
order by class.relpages desc, indexes.indexrelid
limit 20
