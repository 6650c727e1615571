/** Execution plans of PostgreSQL's planner; nothing is executed. */
package io.dbintel.collector.systems.postgresql.plans;
