/** A service's own metrics: OpenTelemetry instruments in, Prometheus text out. */
package io.dbintel.runtime.metrics;
