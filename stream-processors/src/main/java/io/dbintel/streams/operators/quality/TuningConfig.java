package io.dbintel.streams.operators.quality;

import io.dbintel.runtime.config.Setting;

/**
 * How thresholds follow what is usual for an instance.
 *
 * @param bound a threshold stays between the configured value divided by this and multiplied by
 *     this; 1 leaves it where it is
 * @param shadow tell what thresholds would become, and judge by the configured ones
 */
public record TuningConfig(
    @Setting(
            description =
                "A threshold that follows what is usual stays between its setting divided by this"
                    + " and multiplied by this; 1 leaves it where it is.",
            defaultValue = "10",
            min = "1",
            max = "1000")
        int bound,
    @Setting(
            description =
                "Whether it is told what thresholds would become, and judged by the configured"
                    + " ones.",
            defaultValue = "false")
        boolean shadow) {}
