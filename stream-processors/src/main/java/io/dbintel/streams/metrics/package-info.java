/** Deltas of server metrics, and the catalogue that tells counters from gauges. */
package io.dbintel.streams.metrics;
