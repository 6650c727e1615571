package io.dbintel.embedded;

import java.time.Duration;
import java.util.Map;

/**
 * What an {@link OtlpReceiver} answers to one request.
 *
 * @param status HTTP status
 * @param headers response headers, for example Retry-After
 * @param body response body, protobuf
 * @param delay how long to wait before answering
 * @param store whether the content of the request is kept as received
 */
public record OtlpAnswer(
    int status, Map<String, String> headers, byte[] body, Duration delay, boolean store) {

  /** 200, everything accepted. */
  public static OtlpAnswer accepted() {
    return new OtlpAnswer(200, Map.of(), new byte[0], Duration.ZERO, true);
  }

  /** An error status; the content is not kept. */
  public static OtlpAnswer status(int status) {
    return new OtlpAnswer(status, Map.of(), new byte[0], Duration.ZERO, false);
  }

  /** The same answer with one more header. */
  public OtlpAnswer withHeader(String name, String value) {
    Map<String, String> all = new java.util.LinkedHashMap<>(headers);
    all.put(name, value);
    return new OtlpAnswer(status, all, body, delay, store);
  }

  /** The same answer with a body. */
  public OtlpAnswer withBody(byte[] protobuf) {
    return new OtlpAnswer(status, headers, protobuf.clone(), delay, store);
  }

  /** The same answer, later. */
  public OtlpAnswer after(Duration wait) {
    return new OtlpAnswer(status, headers, body, wait, store);
  }
}
