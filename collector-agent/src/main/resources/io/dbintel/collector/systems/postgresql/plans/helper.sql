-- Any version: whether the helper function is there, may be called, and runs under a role that is safe.
select
  ({unsafe_role}) as unsafe_role
from pg_proc as helper
join pg_namespace as namespace on namespace.oid = helper.pronamespace
where namespace.nspname = 'dbintel'
  and helper.proname = 'explain_statement'
  and helper.pronargs = 1
  and helper.proargtypes[0] = 'text'::regtype
  and helper.prorettype = 'text'::regtype
  and not helper.proretset
  and helper.prosecdef
  and has_schema_privilege(namespace.oid, 'usage')
  and has_function_privilege(helper.oid, 'execute')
