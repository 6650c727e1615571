-- PostgreSQL 12 and later: one row per standby; of standbys with one address and one name, the worst.
select
  coalesce(host(client_addr), 'unix') as "@replication_client",
  coalesce(application_name, '') as "@postgresql.application_name",
  max(
    pg_wal_lsn_diff(
      case when pg_is_in_recovery() then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end,
      replay_lsn
    )
  )::bigint as "postgresql.replication.data_delay",
  max(extract(epoch from coalesce(write_lag, '0')))::bigint as "postgresql.wal.lag{operation=write}",
  max(extract(epoch from coalesce(flush_lag, '0')))::bigint as "postgresql.wal.lag{operation=flush}",
  max(extract(epoch from coalesce(replay_lag, '0')))::bigint as "postgresql.wal.lag{operation=replay}"
from pg_stat_replication
where replay_lsn is not null
group by 1, 2
order by 1, 2
limit 50
