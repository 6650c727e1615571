-- Whether processor time is counted; no row where the server cannot.
select enabled
from performance_schema.setup_consumers as dbintel_consumers
where name = 'events_statements_cpu'
