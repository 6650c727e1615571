-- PostgreSQL 12 and later: the largest tables of the connected database. Any reset of a table moves the database's time of reset.
select
  (stats.datid::bigint << 32) | tables.relid::bigint as "#object",
  (extract(epoch from stats.stats_reset) * 1000000)::bigint as "#reset",
  current_database() || '|' || tables.schemaname as "@db.namespace",
  tables.relname as "@postgresql.table.name",
  tables.n_tup_ins as "postgresql.operations{operation=ins}",
  tables.n_tup_upd as "postgresql.operations{operation=upd}",
  tables.n_tup_del as "postgresql.operations{operation=del}",
  tables.n_tup_hot_upd as "postgresql.operations{operation=hot_upd}",
  tables.n_live_tup as "postgresql.rows{state=live}",
  tables.n_dead_tup as "postgresql.rows{state=dead}",
  tables.seq_scan as "postgresql.sequential_scans",
  tables.vacuum_count as "postgresql.table.vacuum.count",
  io.heap_blks_read as "postgresql.blocks_read{source=heap_read}",
  io.heap_blks_hit as "postgresql.blocks_read{source=heap_hit}",
  coalesce(io.idx_blks_read, 0) as "postgresql.blocks_read{source=idx_read}",
  coalesce(io.idx_blks_hit, 0) as "postgresql.blocks_read{source=idx_hit}"
from pg_stat_user_tables as tables
join pg_statio_user_tables as io using (relid)
join pg_class as class on class.oid = tables.relid
join pg_stat_database as stats on stats.datname = current_database()
order by class.relpages desc, tables.relid
limit 20
