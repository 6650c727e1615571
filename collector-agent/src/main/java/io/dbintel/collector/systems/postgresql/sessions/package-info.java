/** Sessions of pg_stat_activity that are not idle, and who blocks them. */
package io.dbintel.collector.systems.postgresql.sessions;
