package io.dbintel.exporter.config;

/** Kinds of destinations. */
public enum SinkType {
  /** An OTLP/HTTP endpoint. */
  OTLP,
  /** Files of OTLP JSON lines. */
  FILE,
  /** One line a record on standard output. */
  CONSOLE,
  /** Current values for Prometheus to scrape. */
  PROMETHEUS
}
