-- PostgreSQL 12 and later: one row per database.
select
  stats.datname as "@db.namespace",
  stats.datid::bigint as "#object",
  (extract(epoch from stats.stats_reset) * 1000000)::bigint as "#reset",
  stats.numbackends as "postgresql.backends",
  stats.xact_commit as "postgresql.commits",
  stats.xact_rollback as "postgresql.rollbacks",
  stats.blks_hit as "postgresql.blks_hit",
  stats.blks_read as "postgresql.blks_read",
  stats.tup_returned as "postgresql.tup_returned",
  stats.tup_fetched as "postgresql.tup_fetched",
  stats.tup_inserted as "postgresql.tup_inserted",
  stats.tup_updated as "postgresql.tup_updated",
  stats.tup_deleted as "postgresql.tup_deleted",
  stats.temp_files as "postgresql.temp_files",
  stats.temp_bytes as "postgresql.temp.io",
  stats.deadlocks as "postgresql.deadlocks",
  stats.conflicts as "postgresql.query.conflicts"
from pg_stat_database as stats
join pg_database as database on database.oid = stats.datid
where not database.datistemplate
order by stats.datname
