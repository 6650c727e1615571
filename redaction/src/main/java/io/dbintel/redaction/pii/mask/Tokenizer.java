package io.dbintel.redaction.pii.mask;

import io.dbintel.redaction.pii.config.HmacKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed tokens: same tenant, key version, type and value give the same token. Thread-safe. */
final class Tokenizer {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int TOKEN_CHARACTERS = 10;

  private final int version;
  private final SecretKeySpec tenantKey;

  /** Derives the tenant's key from the master key. */
  Tokenizer(HmacKey master, String tenant) {
    this.version = master.version();
    byte[] secret = master.secret().getBytes(StandardCharsets.UTF_8);
    byte[] derived = mac(new SecretKeySpec(secret, ALGORITHM), "dbintel-tenant\0" + tenant);
    this.tenantKey = new SecretKeySpec(derived, ALGORITHM);
  }

  /** {@code k<version>-<50 bits in base 32>}. */
  String token(String type, String canonical) {
    byte[] mac = mac(tenantKey, type + '\0' + canonical);
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << 8 | (mac[i] & 0xFF);
    }
    StringBuilder token = new StringBuilder("k").append(version).append('-');
    for (int i = 1; i <= TOKEN_CHARACTERS; i++) {
      token.append(BASE32.charAt((int) (bits >>> (Long.SIZE - 5 * i)) & 31));
    }
    return token.toString();
  }

  private static byte[] mac(SecretKeySpec key, String input) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(input.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
