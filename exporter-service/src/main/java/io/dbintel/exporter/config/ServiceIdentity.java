package io.dbintel.exporter.config;

/** How service.instance.id names a database server. */
public enum ServiceIdentity {
  /** {@code host:port}, as New Relic's entity rules read it. */
  HOSTPORT,
  /** UUIDv5 of {@code host:port}, as the OpenTelemetry collector's newer receivers have it. */
  UUID5
}
