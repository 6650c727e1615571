-- pg_stat_statements 1.10 (PostgreSQL 15 and 16): leaves out rows whose change hash is known; RowChangeHash and PostgresKey have the same formula.
where not exists (
  select from unnest(?::bigint[]) as known (hash)
  where known.hash =
    s.queryid
      # ((s.dbid::bigint << 33) # (s.userid::bigint << 21))
      # (s.calls << 33)
      # (s.plans << 47)
      # (s.toplevel::int::bigint << 62)
      # (s.total_exec_time * 1000000)::bigint
)
