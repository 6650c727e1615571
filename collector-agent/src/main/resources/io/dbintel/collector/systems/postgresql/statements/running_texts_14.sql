-- PostgreSQL 14 and later: texts of statements that sessions run or ran last. No function looks into the text, whose bytes need not be valid.
select
  datid,
  query_id,
  query,
  octet_length(query) >= pg_size_bytes(current_setting('track_activity_query_size')) - 4 as truncated,
  (extract(epoch from clock_timestamp()) * 1000000)::bigint as clock
from pg_stat_activity
where query_id = any (?)
  and datid is not null
  and octet_length(query) <= 65536
limit 200
