package io.dbintel.embedded;

import java.util.Map;

/**
 * One request as an {@link OtlpReceiver} got it.
 *
 * @param path {@code /v1/logs} or {@code /v1/metrics}
 * @param headers request headers, names in lower case
 * @param wireBytes size of the body as sent, compressed or not
 * @param body body after decompression, protobuf
 * @param arrivedNanos {@code System.nanoTime()} of its arrival
 */
public record OtlpRequest(
    String path, Map<String, String> headers, int wireBytes, byte[] body, long arrivedNanos) {}
