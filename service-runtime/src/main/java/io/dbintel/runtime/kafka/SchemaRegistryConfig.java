package io.dbintel.runtime.kafka;

import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * How to reach a schema registry that speaks the Confluent REST API.
 *
 * @param url base URL; null for the bundled registry
 * @param username user for basic authentication, or null
 * @param password password for basic authentication, or null
 * @param bearerToken token for bearer authentication, or null
 * @param timeout limit of one request
 */
public record SchemaRegistryConfig(
    @Setting(description = "Base URL; for Apicurio with /apis/ccompat/v7. Empty: bundled registry.")
        String url,
    @Setting(description = "User for basic authentication.") String username,
    @Setting(description = "Password for basic authentication.") Secret password,
    @Setting(description = "Token for bearer authentication.") Secret bearerToken,
    @Setting(description = "Limit of one request.", defaultValue = "10s", min = "100ms")
        Duration timeout) {

  /** What the registry's client is configured by; absent values are null. */
  @FunctionalInterface
  public interface ClientConfig<T> {
    T of(String url, String username, String password, String bearerToken, Duration timeout);
  }

  /** Hands the settings, secrets in clear, to the configuration of a registry client. */
  public <T> T as(ClientConfig<T> client) {
    return client.of(url, username, clear(password), clear(bearerToken), timeout);
  }

  private static String clear(Secret secret) {
    return secret == null ? null : secret.reveal();
  }
}
