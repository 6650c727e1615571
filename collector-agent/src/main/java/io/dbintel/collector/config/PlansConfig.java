package io.dbintel.collector.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * Execution plans of statements.
 *
 * @param enabled whether they are collected
 * @param interval time between polls
 * @param maxPerHour most plans that the database is asked for in an hour
 * @param maxTimePerHour most time that the database spends on them in an hour
 * @param refresh time after which the plan of a statement in use is asked for again
 * @param timeout limit of one plan
 */
public record PlansConfig(
    @Setting(
            description =
                "Whether it is collected. Planning runs code of the database's users under the"
                    + " agent's role; see docs/plans.md.",
            defaultValue = "false")
        boolean enabled,
    @Setting(description = "Time between polls.", defaultValue = "1m", min = "1s", max = "1h")
        Duration interval,
    @Setting(
            description = "Most plans that the database is asked for in an hour.",
            defaultValue = "120",
            min = "1",
            max = "100000")
        int maxPerHour,
    @Setting(
            description = "Most time that the database spends on them in an hour.",
            defaultValue = "30s",
            min = "100ms",
            max = "1h")
        Duration maxTimePerHour,
    @Setting(
            description = "Time after which the plan of a statement in use is asked for again.",
            defaultValue = "1h",
            min = "1s",
            max = "7d")
        Duration refresh,
    @Setting(description = "Limit of one plan.", defaultValue = "500ms", min = "10ms", max = "30s")
        Duration timeout) {}
