package io.dbintel.collector.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * Sessions that are not idle.
 *
 * @param enabled whether they are collected
 * @param interval time between ticks
 * @param maxSessions most sessions of one tick; the others are counted as omitted
 * @param maxBlocked most sessions of one tick whose blockers are asked for
 */
public record SessionsConfig(
    @Setting(description = "Whether it is collected.", defaultValue = "true") boolean enabled,
    @Setting(description = "Time between ticks.", defaultValue = "1s", min = "100ms", max = "10m")
        Duration interval,
    @Setting(
            description = "Most sessions of one tick; others are counted as omitted.",
            defaultValue = "500",
            min = "1",
            max = "5000")
        int maxSessions,
    @Setting(
            description = "Most sessions of one tick whose blockers are asked for.",
            defaultValue = "50",
            min = "0",
            max = "1000")
        int maxBlocked) {}
