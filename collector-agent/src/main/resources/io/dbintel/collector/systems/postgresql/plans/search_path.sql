-- Any version: where the names of a role's statements in this database are looked up, unless a session says otherwise.
select
  coalesce(
    (
      select substr(setting.value, 13)
      from pg_db_role_setting as stored
      cross join unnest(stored.setconfig) as setting (value)
      where setting.value like 'search\_path=%'
        and stored.setdatabase in (0, (select oid from pg_database where datname = current_database()))
        and stored.setrole in (0, (select oid from pg_roles where rolname = ?))
      order by stored.setrole <> 0 desc, stored.setdatabase <> 0 desc
      limit 1
    ),
    (select reset_val from pg_settings where name = 'search_path')
  ) as search_path
