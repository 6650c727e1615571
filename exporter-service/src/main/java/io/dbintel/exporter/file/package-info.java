/** Files of OTLP JSON lines. */
package io.dbintel.exporter.file;
