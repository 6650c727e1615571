/** Result records as OpenTelemetry data. */
package io.dbintel.exporter.mapping;
