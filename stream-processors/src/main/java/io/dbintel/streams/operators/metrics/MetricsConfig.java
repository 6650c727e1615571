package io.dbintel.streams.operators.metrics;

import io.dbintel.runtime.config.Setting;

/**
 * How metrics are bounded.
 *
 * @param maxSeries series of an instance, of all its metrics; what exceeds it is held back and
 *     counted
 */
public record MetricsConfig(
    @Setting(
            description =
                "Most metric series of an instance; further ones are held back, and how many they"
                    + " are is reported for each metric.",
            defaultValue = "20000",
            min = "100",
            max = "50000")
        int maxSeries) {}
