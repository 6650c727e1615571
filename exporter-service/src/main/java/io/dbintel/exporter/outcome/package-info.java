/** Records that the exporter publishes: outcomes of batches and dead letters. */
package io.dbintel.exporter.outcome;
