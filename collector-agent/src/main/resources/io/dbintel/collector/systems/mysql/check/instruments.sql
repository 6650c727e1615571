-- Statements that are not instrumented or not timed.
select coalesce(sum(enabled = 'NO'), 0) as disabled,
  coalesce(sum(timed = 'NO'), 0) as untimed
from performance_schema.setup_instruments as dbintel_instruments
where name like 'statement/sql/%'
