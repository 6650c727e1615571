/** Metrics of the service itself: OpenTelemetry instruments, served as Prometheus text. */
package io.dbintel.runtime.metrics;
