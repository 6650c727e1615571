-- Any version, in a database without an encoding (SQL_ASCII): texts of some statements as bytes.
select distinct on (s.dbid, s.queryid)
  s.dbid,
  s.queryid,
  convert_to(left(s.query, ?), 'SQL_ASCII') as query,
  length(s.query) > ? as truncated,
  pg_encoding_to_char(database.encoding) as encoding,
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock
from {schema}.pg_stat_statements(true) as s
left join pg_database as database on database.oid = s.dbid
where s.queryid = any (?)
  and s.query is not null
order by s.dbid, s.queryid
