package io.dbintel.exporter.config;

import java.net.URI;

/**
 * OTLP backends known by name, with their address (New Relic documentation, "OTLP endpoint
 * configuration").
 */
public enum EndpointPreset {
  NEWRELIC_US("https://otlp.nr-data.net"),
  NEWRELIC_EU("https://otlp.eu01.nr-data.net"),
  NEWRELIC_FEDRAMP("https://gov-otlp.nr-data.net");

  private final URI endpoint;

  EndpointPreset(String endpoint) {
    this.endpoint = URI.create(endpoint);
  }

  URI endpoint() {
    return endpoint;
  }
}
