package io.dbintel.redaction.pii.config;

import java.nio.charset.StandardCharsets;

/**
 * The master key of {@link MaskMode#HMAC} tokens; each tenant's key is derived from it. Rotate by
 * giving a new secret under a new version: the version is part of every token, so old and new
 * tokens never compare equal by accident.
 *
 * @param version shown in tokens, 1 or greater
 * @param secret at least 16 characters of UTF-8; never printed
 */
public record HmacKey(int version, String secret) {
  private static final int MIN_SECRET_BYTES = 16;

  public HmacKey {
    if (version < 1) {
      throw new IllegalArgumentException(
          "HMAC key version is "
              + version
              + "; give 1 or greater, and raise it with each rotation");
    }
    if (secret == null || secret.getBytes(StandardCharsets.UTF_8).length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "HMAC key version "
              + version
              + " has a secret shorter than "
              + MIN_SECRET_BYTES
              + " bytes; generate one, for example with 'openssl rand -base64 32'");
    }
  }

  @Override
  public String toString() {
    return "HmacKey[version=" + version + ", secret=****]";
  }
}
