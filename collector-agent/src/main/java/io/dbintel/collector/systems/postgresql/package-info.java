/**
 * PostgreSQL 12 to 18: settings, connections, failures and identity of a server, shared by one
 * package per thing collected. SQL is in resources named after the first version that has the
 * columns.
 */
package io.dbintel.collector.systems.postgresql;
