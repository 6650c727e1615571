package io.dbintel.streams.operators.circuit;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * Other settings for some instances; what is null is as for all.
 *
 * @param match glob over tenant/instance
 */
public record CircuitOverride(
    @Setting(
            description = "Instances it is for: tenant/instance, * stands for any characters.",
            required = true,
            min = "1")
        String match,
    @Setting(description = "Decide and report, change nothing.") Boolean shadow,
    @Setting(description = "As for all instances.") Integer minimumOutcomes,
    @Setting(description = "As for all instances.") Double errorShare,
    @Setting(description = "As for all instances.") Duration minTimeout,
    @Setting(description = "As for all instances.") Duration maxTimeout,
    @Setting(description = "As for all instances.") ByteSize volumePerMinute,
    @Setting(description = "As for all instances.") Integer lockQueue,
    @Setting(description = "As for all instances.") Duration breakDuration,
    @Setting(description = "As for all instances.") Integer halfOpenProbes) {}
