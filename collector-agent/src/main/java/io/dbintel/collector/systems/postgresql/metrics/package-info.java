/**
 * Metrics of the server and its databases, each named by the column label of an SQL resource; a
 * resource is a group of the catalogue.
 */
package io.dbintel.collector.systems.postgresql.metrics;
