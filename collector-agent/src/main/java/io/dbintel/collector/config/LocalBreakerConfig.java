package io.dbintel.collector.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * When the agent lets a database rest by itself, because the processors cannot tell it.
 *
 * @param failures polls in a row that failed or were slow
 * @param slowPoll a poll that takes longer is slow
 * @param rest how long polling rests before probes
 * @param probes polls that decide whether polling goes on
 */
public record LocalBreakerConfig(
    @Setting(
            description = "Polls in a row that failed or were slow, before an instance rests.",
            defaultValue = "5",
            min = "1",
            max = "1000")
        int failures,
    @Setting(
            description = "A poll that takes longer is slow.",
            defaultValue = "10s",
            min = "10ms",
            max = "10m")
        Duration slowPoll,
    @Setting(
            description = "How long polling rests before probes.",
            defaultValue = "1m",
            min = "100ms",
            max = "1d")
        Duration rest,
    @Setting(
            description = "Polls that decide whether polling goes on.",
            defaultValue = "3",
            min = "1",
            max = "1000")
        int probes) {}
