package io.dbintel.schemas.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over format (1 byte), timestamp (8 bytes), length of the record key (4 bytes), record
 * key (UTF-8) and value. The timestamp is part of it because it moves the instance clock. Not
 * thread-safe.
 */
final class RecordMac {
  /** Header with the id of the key. */
  static final String KEY_HEADER = "dbintel-key-id";

  /** Header with the 32 bytes of the signature. */
  static final String SIGNATURE_HEADER = "dbintel-signature";

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte FORMAT = 1;
  private static final byte[] NOTHING = {};

  private final byte[] keyId;
  private final Mac mac;

  RecordMac(SigningKey key) {
    this.keyId = key.id().getBytes(StandardCharsets.US_ASCII);
    try {
      this.mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.bytes(), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + ALGORITHM, e);
    }
  }

  byte[] keyId() {
    return keyId;
  }

  byte[] of(String recordKey, long timestamp, byte[] value) {
    byte[] key = recordKey.getBytes(StandardCharsets.UTF_8);
    mac.update(
        ByteBuffer.allocate(1 + Long.BYTES + Integer.BYTES)
            .put(FORMAT)
            .putLong(timestamp)
            .putInt(key.length)
            .array());
    mac.update(key);
    return mac.doFinal(value == null ? NOTHING : value);
  }

  /** Tenant that a record with the key speaks for: the key is tenant/name, or a tenant. */
  static String tenant(String recordKey) {
    int slash = recordKey.indexOf('/');
    return slash < 0 ? recordKey : recordKey.substring(0, slash);
  }
}
