-- PostgreSQL 12 and later: one row for the server.
select
  current_setting('max_connections')::bigint as "postgresql.connection.max",
  (select count(*) from pg_database where not datistemplate) as "postgresql.database.count",
  (
    select extract(epoch from clock_timestamp() - coalesce(last_archived_time, clock_timestamp()))::bigint
    from pg_stat_archiver
  ) as "postgresql.wal.age"
