package io.dbintel.schemas.config;

import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import io.dbintel.runtime.tls.TlsConfig;
import java.time.Duration;

/**
 * How to reach a schema registry that speaks the Confluent REST API.
 *
 * @param url base URL; null or blank for the bundled registry
 * @param username user for basic authentication, or null
 * @param password password for basic authentication, or null
 * @param bearerToken token for bearer authentication, or null
 * @param timeout limit of one request
 * @param tls authorities and client certificate
 */
public record SchemaRegistryConfig(
    @Setting(description = "Base URL; for Apicurio with /apis/ccompat/v7. Empty: bundled registry.")
        String url,
    @Setting(description = "User for basic authentication.") String username,
    @Setting(description = "Password for basic authentication.") Secret password,
    @Setting(description = "Token for bearer authentication.") Secret bearerToken,
    @Setting(description = "Limit of one request.", defaultValue = "10s", min = "100ms")
        Duration timeout,
    @Setting(description = "TLS, for a URL that begins with https.") TlsConfig tls) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** With the authorities of the JVM. */
  public SchemaRegistryConfig(
      String url, String username, Secret password, Secret bearerToken, Duration timeout) {
    this(url, username, password, bearerToken, timeout, TlsConfig.DEFAULT);
  }

  /** The bundled registry, which needs no server. */
  public static SchemaRegistryConfig bundled() {
    return new SchemaRegistryConfig(null, null, null, null, DEFAULT_TIMEOUT);
  }

  /** Whether this is the bundled registry. */
  public boolean isBundled() {
    return url == null || url.isBlank();
  }

  /** Names the registry in messages; holds no credentials. */
  @Override
  public String toString() {
    return isBundled() ? "bundled schema registry" : "schema registry at " + url;
  }
}
