package io.dbintel.schemas.registry;

import java.time.Duration;

/**
 * How to reach a schema registry.
 *
 * @param url base URL of the Confluent REST API, for Apicurio with {@code /apis/ccompat/v7}; null
 *     for the bundled registry
 * @param username user for basic authentication, or null
 * @param password password for basic authentication, or null
 * @param bearerToken token for bearer authentication, or null
 * @param timeout limit of one request
 */
public record RegistryConfig(
    String url, String username, String password, String bearerToken, Duration timeout) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** The registry that needs no server. */
  public static RegistryConfig bundled() {
    return new RegistryConfig(null, null, null, null, DEFAULT_TIMEOUT);
  }

  /** A registry without authentication. */
  public static RegistryConfig at(String url) {
    return new RegistryConfig(url, null, null, null, DEFAULT_TIMEOUT);
  }

  /** The same registry with basic authentication. */
  public RegistryConfig withBasicAuth(String user, String secret) {
    return new RegistryConfig(url, user, secret, null, timeout);
  }

  /** The same registry with bearer authentication. */
  public RegistryConfig withBearerToken(String token) {
    return new RegistryConfig(url, null, null, token, timeout);
  }

  /** Whether the bundled registry serves. */
  public boolean isBundled() {
    return url == null || url.isBlank();
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return isBundled() ? "bundled schema registry" : "schema registry at " + url;
  }
}
