CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
CREATE ROLE dbintel LOGIN PASSWORD 'dbintel' IN ROLE pg_monitor;
