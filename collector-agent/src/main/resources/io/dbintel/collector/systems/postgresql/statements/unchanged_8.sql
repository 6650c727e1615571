-- pg_stat_statements 1.8 (PostgreSQL 13): leaves out rows whose change hash is known; RowChangeHash and PostgresKey have the same formula.
where not exists (
  select from unnest(?::bigint[]) as known (hash)
  where known.hash =
    s.queryid
      # ((s.dbid::bigint << 33) # (s.userid::bigint << 21))
      # (s.calls << 33)
      # (1::bigint << 62)
      # (s.plans << 47)
      # (s.total_exec_time * 1000000)::bigint
)
