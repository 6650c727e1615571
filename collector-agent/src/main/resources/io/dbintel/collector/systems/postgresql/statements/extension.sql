-- Any version: where pg_stat_statements is installed; no row when it is not.
select
  extension.extversion as version,
  quote_ident(namespace.nspname) as schema,
  has_schema_privilege(namespace.oid, 'usage') as schema_usable,
  quote_ident(current_user) as role
from pg_extension as extension
join pg_namespace as namespace on namespace.oid = extension.extnamespace
where extension.extname = 'pg_stat_statements'
