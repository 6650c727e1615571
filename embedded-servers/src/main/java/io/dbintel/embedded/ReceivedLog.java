package io.dbintel.embedded;

import java.util.Map;

/**
 * One log record that an {@link OtlpReceiver} accepted.
 *
 * @param resource resource attributes
 * @param eventName event name, empty for a plain log record
 * @param timeUnixNano its own timestamp
 * @param attributes attributes: String, Long, Double, Boolean or List
 */
public record ReceivedLog(
    Map<String, Object> resource,
    String eventName,
    long timeUnixNano,
    Map<String, Object> attributes) {}
