/** Current values of metrics for Prometheus to scrape. */
package io.dbintel.exporter.prometheus;
