-- Any version: texts of some statements, at most so many characters of each.
select distinct on (s.dbid, s.queryid)
  s.dbid,
  s.queryid,
  left(s.query, ?) as query,
  length(s.query) > ? as truncated,
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock
from {schema}.pg_stat_statements(true) as s
where s.queryid = any (?)
  and s.query is not null
order by s.dbid, s.queryid
