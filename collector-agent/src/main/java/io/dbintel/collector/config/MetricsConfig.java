package io.dbintel.collector.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * Metrics of the server and its databases.
 *
 * @param enabled whether they are collected
 * @param interval time between polls
 */
public record MetricsConfig(
    @Setting(description = "Whether it is collected.", defaultValue = "true") boolean enabled,
    @Setting(description = "Time between polls.", defaultValue = "10s", min = "1s", max = "1h")
        Duration interval) {}
