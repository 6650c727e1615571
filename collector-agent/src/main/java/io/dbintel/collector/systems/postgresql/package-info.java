/**
 * PostgreSQL 12 to 18: one class per thing collected, its SQL in resources named after the first
 * version that has the columns.
 */
package io.dbintel.collector.systems.postgresql;
