-- Any version: who blocks the backends that wait for a lock; asked for few, since it takes every lock partition.
select waiting.pid, pg_blocking_pids(waiting.pid) as blocking_pids
from unnest(?::int[]) as waiting (pid)
