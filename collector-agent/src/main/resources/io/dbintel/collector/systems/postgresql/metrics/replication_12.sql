-- PostgreSQL 12 and later: one row per standby.
select
  coalesce(host(client_addr), 'unix') as "@replication_client",
  pg_wal_lsn_diff(
    case when pg_is_in_recovery() then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end,
    replay_lsn
  )::bigint as "postgresql.replication.data_delay",
  extract(epoch from coalesce(write_lag, '0'))::bigint as "postgresql.wal.lag{operation=write}",
  extract(epoch from coalesce(flush_lag, '0'))::bigint as "postgresql.wal.lag{operation=flush}",
  extract(epoch from coalesce(replay_lag, '0'))::bigint as "postgresql.wal.lag{operation=replay}"
from pg_stat_replication
where replay_lsn is not null
order by client_addr, pid
limit 50
