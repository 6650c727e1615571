package io.dbintel.collector.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * Statement counters and texts.
 *
 * @param enabled whether they are collected
 * @param interval time between polls
 * @param allCountersEvery every so many polls read all counters, the others the hot ones
 * @param fullInterval longest time between polls that carry every row
 * @param textRefresh time after which the text of a statement still in use is published again
 */
public record QueryStatsConfig(
    @Setting(description = "Whether it is collected.", defaultValue = "true") boolean enabled,
    @Setting(description = "Time between polls.", defaultValue = "10s", min = "100ms", max = "1h")
        Duration interval,
    @Setting(
            description = "Every so many polls read all counters, the others the hot ones.",
            defaultValue = "10",
            min = "1",
            max = "1000")
        int allCountersEvery,
    @Setting(
            description = "Longest time between polls that carry every row.",
            defaultValue = "10m",
            min = "1s",
            max = "1d")
        Duration fullInterval,
    @Setting(
            description = "Time after which the text of a statement in use is published again.",
            defaultValue = "6h",
            min = "1m",
            max = "7d")
        Duration textRefresh) {}
