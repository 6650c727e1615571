package io.dbintel.systemtests.exactness;

/** Identity of a row of pg_stat_statements. */
record StatementId(long queryid, long dbid, long userid, boolean toplevel) {}
