package io.dbintel.collector.jdbc;

import java.time.Duration;
import java.util.Map;

/**
 * How to connect.
 *
 * @param name of the pool, for logs
 * @param url JDBC URL, without secrets
 * @param properties properties of the driver, secrets included
 * @param poolSize most connections at once
 * @param connectTimeout limit of opening a connection
 */
public record JdbcSettings(
    String name,
    String url,
    Map<String, String> properties,
    int poolSize,
    Duration connectTimeout) {

  public JdbcSettings {
    properties = Map.copyOf(properties);
  }

  /** Names the properties only: their values may be secret. */
  @Override
  public String toString() {
    return "JdbcSettings[" + name + ", " + url + ", " + properties.keySet() + "]";
  }
}
