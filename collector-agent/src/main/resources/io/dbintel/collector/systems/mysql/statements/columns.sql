-- Which columns this server has.
select * from performance_schema.events_statements_summary_by_digest as dbintel_columns limit 0
