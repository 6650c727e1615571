-- When counters of the connected database were last reset.
select (extract(epoch from stats_reset) * 1000000)::bigint as "counters_reset"
from pg_stat_database
where datname = current_database()
