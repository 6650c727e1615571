-- PostgreSQL 14 and later: texts of statements that sessions of this database run or ran last, with their values.
select
  activity.query_id,
  activity.query,
  octet_length(activity.query) < pg_size_bytes(current_setting('track_activity_query_size')) - 4 as whole
from pg_stat_activity as activity
where activity.query_id = any (?)
  and activity.datname = current_database()
  and activity.pid <> pg_backend_pid()
  and octet_length(activity.query) <= 65536
order by octet_length(activity.query), activity.query_start desc
limit 500
