package io.dbintel.schemas.signing;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** Signs raw records with the first key of their tenant. Not thread-safe. */
public final class RecordSigner {
  private final Map<String, RecordMac> byTenant = new HashMap<>();

  /** Signs with the keys of {@code config}; without any it signs nothing. */
  public RecordSigner(SigningConfig config) {
    for (SigningKey key : config.keys()) {
      byTenant.computeIfAbsent(key.tenant(), tenant -> new RecordMac(key));
    }
  }

  /** Adds the signature of a record to its headers, if its tenant has a key. */
  public void sign(Headers headers, String recordKey, long timestamp, byte[] value) {
    if (byTenant.isEmpty()) {
      return;
    }
    RecordMac mac = byTenant.get(RecordMac.tenant(recordKey));
    if (mac != null) {
      headers.remove(RecordMac.KEY_HEADER);
      headers.remove(RecordMac.SIGNATURE_HEADER);
      headers.add(RecordMac.KEY_HEADER, mac.keyId());
      headers.add(RecordMac.SIGNATURE_HEADER, mac.of(recordKey, timestamp, value));
    }
  }
}
