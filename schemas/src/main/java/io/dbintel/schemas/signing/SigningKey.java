package io.dbintel.schemas.signing;

import io.dbintel.runtime.config.Secret;
import io.dbintel.runtime.config.Setting;
import java.nio.charset.StandardCharsets;

/**
 * A key with which raw records of a tenant are signed.
 *
 * @param tenant whose records it signs
 * @param id travels with each record, so that several keys can be valid at once
 * @param secret the key, shared by the tenant's agents and the stream processors
 */
public record SigningKey(
    @Setting(
            description = "Tenant whose records it signs.",
            required = true,
            pattern = "[A-Za-z0-9._-]{1,100}")
        String tenant,
    @Setting(
            description = "Name of the key, sent with each record; not secret.",
            required = true,
            pattern = "[A-Za-z0-9._-]{1,64}")
        String id,
    @Setting(description = "The key, at least 32 bytes.", required = true) Secret secret) {
  private static final int MIN_BYTES = 32;

  /**
   * @throws IllegalArgumentException when the secret is too short
   */
  public SigningKey {
    int bytes = secret == null ? MIN_BYTES : bytes(secret).length;
    if (bytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "secret of at least "
              + MIN_BYTES
              + " bytes, found "
              + bytes
              + "; make one with: openssl rand -base64 32");
    }
  }

  byte[] bytes() {
    return bytes(secret);
  }

  private static byte[] bytes(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8);
  }
}
