-- Any version: databases that may show texts where this one cannot; those without an encoding first, then UTF8.
select
  datname as name,
  pg_encoding_to_char(encoding) = 'SQL_ASCII' as unchecked
from pg_database
where datallowconn
  and not datistemplate
  and datname <> current_database()
  and has_database_privilege(oid, 'connect')
order by
  pg_encoding_to_char(encoding) = 'SQL_ASCII' desc,
  pg_encoding_to_char(encoding) = 'UTF8' desc,
  oid
limit 5
