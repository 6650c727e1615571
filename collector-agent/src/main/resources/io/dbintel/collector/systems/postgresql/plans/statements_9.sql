-- pg_stat_statements 1.9 and later: statements of other roles than ours, by the time they have taken.
select
  s.dbid,
  s.userid,
  s.queryid,
  s.toplevel as toplevel,
  s.total_exec_time as total_time_ms,
  database.datname,
  role.rolname
from {schema}.pg_stat_statements(false) as s
left join pg_database as database on database.oid = s.dbid
left join pg_roles as role on role.oid = s.userid
where s.queryid is not null
  and role.rolname is distinct from current_user
order by s.total_exec_time desc
limit ?
