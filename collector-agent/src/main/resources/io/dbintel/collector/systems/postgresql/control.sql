-- Any version: identifier of the database cluster, shared by its standbys, and its timeline.
select
  system.system_identifier,
  checkpoint.timeline_id
from pg_control_system() as system, pg_control_checkpoint() as checkpoint
