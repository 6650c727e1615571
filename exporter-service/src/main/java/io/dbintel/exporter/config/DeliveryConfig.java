package io.dbintel.exporter.config;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Setting;
import io.dbintel.runtime.tls.TlsConfig;
import java.time.Duration;

/**
 * How requests are made to an HTTP destination.
 *
 * @param maxBatchBytes most bytes of a request body on the wire
 * @param maxBatchItems most log records or points of a request
 * @param maxInFlight requests under way at once
 * @param timeout limit of one request, from connecting to the end of the answer
 * @param retry waiting between attempts
 * @param ageWindow timestamps the destination accepts
 * @param tls certificates, for an https destination
 * @param plaintextSecrets whether headers may go to another host without TLS
 */
public record DeliveryConfig(
    @Setting(
            description = "Most bytes of a request body on the wire.",
            defaultValue = "900kB",
            min = "1kB",
            max = "64MiB")
        ByteSize maxBatchBytes,
    @Setting(
            description = "Most log records or metric points of a request.",
            defaultValue = "10000",
            min = "1",
            max = "1000000")
        int maxBatchItems,
    @Setting(description = "Requests under way at once.", defaultValue = "2", min = "1", max = "64")
        int maxInFlight,
    @Setting(
            description = "Limit of one request, from connecting to the end of the answer.",
            defaultValue = "10s",
            min = "10ms")
        Duration timeout,
    @Setting(description = "Waiting between attempts.") RetryConfig retry,
    @Setting(description = "Timestamps the destination accepts.") AgeWindowConfig ageWindow,
    @Setting(description = "Certificates, for an https destination.") TlsConfig tls,
    @Setting(
            description =
                "Whether headers may be sent over http to another host, readable on the way.",
            defaultValue = "false")
        boolean plaintextSecrets) {}
