-- The clock and the first rows of the digest table, which are read in the order of its slots: the row of the statements that found
-- no place (without a digest), if there is one, and the first statement since the table was emptied. Nothing else is read.
select cast(unix_timestamp(now(6)) * 1000000 as signed) as clock,
  dbintel_first.overflow,
  dbintel_first.executions,
  dbintel_first.first_seen
from (select 1) as dbintel_mark
left join (
  select digest is null as overflow,
    count_star as executions,
    cast(unix_timestamp(first_seen) * 1000000 as signed) as first_seen
  from performance_schema.events_statements_summary_by_digest
  limit 2) as dbintel_first on true
