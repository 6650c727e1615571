/**
 * What every system's metrics collector shares: names resolved against the catalogue, and records
 * split by bytes.
 */
package io.dbintel.collector.metrics;
