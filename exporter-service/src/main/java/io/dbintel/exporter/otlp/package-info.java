/** OTLP/HTTP requests of results, encoded by the OpenTelemetry SDK. */
package io.dbintel.exporter.otlp;
