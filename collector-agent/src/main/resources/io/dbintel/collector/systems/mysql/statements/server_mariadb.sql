-- Which server answers, and what its performance schema counts. MariaDB has no identifier of a server: host name, port and the
-- identifier in replication tell two apart. The alias marks the agent's own statement in its digest.
select version() as version,
  concat(@@hostname, ':', @@port, '/', @@global.server_id) as server_id,
  @@global.read_only as read_only,
  @@performance_schema as performance_schema,
  @@performance_schema_digests_size as digests_size,
  (select group_concat(name order by name separator ', ')
    from performance_schema.setup_consumers
    where name in ('global_instrumentation', 'thread_instrumentation', 'statements_digest')
      and enabled = 'NO') as consumers_off
from (select 1) as dbintel_server
