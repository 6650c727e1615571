-- Any version: texts of statements of this database as pg_stat_statements keeps them, with parameters for values.
select distinct on (s.queryid)
  s.queryid,
  s.query
from {schema}.pg_stat_statements(true) as s
where s.queryid = any (?)
  and s.dbid = (select oid from pg_database where datname = current_database())
  and length(s.query) <= 65536
order by s.queryid
