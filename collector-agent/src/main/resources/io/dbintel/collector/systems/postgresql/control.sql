-- Any version: identifier of the database cluster, shared by its standbys, and its timeline. The control file has the new timeline
-- only with the first checkpoint after a promotion, minutes later; the name of the WAL file that is being written has it at once.
select
  system.system_identifier,
  case
    when pg_is_in_recovery() then checkpoint.timeline_id
    else ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::integer
  end as timeline_id
from pg_control_system() as system, pg_control_checkpoint() as checkpoint
