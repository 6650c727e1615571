-- pg_stat_statements 1.11 (PostgreSQL 17): leaves out rows whose change hash is known; RowChangeHash and PostgresKey have the same formula.
where not exists (
  select from unnest(?::bigint[]) as known (hash)
  where known.hash =
    case when s.stats_since <= ?::timestamptz then
      s.queryid
      # ((s.dbid::bigint << 33) # (s.userid::bigint << 21))
      # (s.calls << 33)
      # (s.plans << 47)
      # (s.toplevel::int::bigint << 62)
      # (s.total_exec_time * 1000000)::bigint
    end
)
