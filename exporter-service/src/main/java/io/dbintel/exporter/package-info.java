/** The exporter service: drains result topics into the configured sinks. */
package io.dbintel.exporter;
