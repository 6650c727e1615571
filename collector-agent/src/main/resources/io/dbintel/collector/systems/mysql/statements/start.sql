-- When the server started, microseconds since the Unix epoch; the server knows whole seconds only.
select cast((unix_timestamp(now()) - variable_value) * 1000000 as signed) as server_start
from performance_schema.global_status as dbintel_start
where variable_name = 'Uptime'
