package io.dbintel.schemas.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Says whether a raw record was signed by whom it speaks for. Not thread-safe. */
public final class SignatureVerifier {
  private static final int MAX_KEY_ID = 64;

  private final boolean required;
  private final Map<String, RecordMac> byTenantAndId = new HashMap<>();

  /** What is wrong with a record. */
  public enum Problem {
    /** It has no signature. */
    UNSIGNED("unsigned", "the record is not signed; expected a signature of its tenant's agents"),
    /** Its key is none of the tenant's. */
    UNKNOWN_KEY(
        "unknown_signing_key",
        "the record is signed with a key that its tenant does not have; expected one of"
            + " signing.keys"),
    /** Key and signature do not belong to the record. */
    BAD_SIGNATURE(
        "bad_signature", "the signature is not that of the record's key, timestamp and value");

    private final String reason;
    private final String message;

    Problem(String reason, String message) {
      this.reason = reason;
      this.message = message;
    }

    /** Code of the dead letter. */
    public String reason() {
      return reason;
    }

    /** What was found and what was expected; holds nothing of the record. */
    public String message() {
      return message;
    }
  }

  /** Verifies with the keys of {@code config}, if it requires signatures. */
  public SignatureVerifier(SigningConfig config) {
    this.required = config.required();
    for (SigningKey key : config.keys()) {
      byTenantAndId.put(key.tenant() + '/' + key.id(), new RecordMac(key));
    }
  }

  /** What is wrong with the record; null when it may be believed. */
  public Problem problem(Headers headers, String recordKey, long timestamp, byte[] value) {
    if (!required) {
      return null;
    }
    Header keyId = headers.lastHeader(RecordMac.KEY_HEADER);
    Header signature = headers.lastHeader(RecordMac.SIGNATURE_HEADER);
    if (keyId == null || signature == null || keyId.value() == null || signature.value() == null) {
      return Problem.UNSIGNED;
    }
    if (recordKey == null || keyId.value().length > MAX_KEY_ID) {
      return Problem.UNKNOWN_KEY;
    }
    String id = new String(keyId.value(), StandardCharsets.US_ASCII);
    RecordMac mac = byTenantAndId.get(RecordMac.tenant(recordKey) + '/' + id);
    if (mac == null) {
      return Problem.UNKNOWN_KEY;
    }
    boolean equal = MessageDigest.isEqual(mac.of(recordKey, timestamp, value), signature.value());
    return equal ? null : Problem.BAD_SIGNATURE;
  }
}
