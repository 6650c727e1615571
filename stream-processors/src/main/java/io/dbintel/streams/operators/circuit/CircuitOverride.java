package io.dbintel.streams.operators.circuit;

import io.dbintel.runtime.config.ByteSize;
import io.dbintel.runtime.config.Setting;
import java.time.Duration;
import java.util.List;

/**
 * Other settings for some instances; what is null is as for all. Limits are those of the settings
 * that they stand for.
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
    @Setting(description = "As for all instances.", min = "1", max = "10000")
        Integer minimumOutcomes,
    @Setting(description = "As for all instances.", min = "0.01", max = "1") Double errorShare,
    @Setting(description = "As for all instances.", min = "10ms", max = "10m") Duration minTimeout,
    @Setting(description = "As for all instances.", min = "10ms", max = "10m") Duration maxTimeout,
    @Setting(description = "As for all instances.", min = "1KiB") ByteSize volumePerMinute,
    @Setting(description = "As for all instances.", min = "1", max = "100000") Integer lockQueue,
    @Setting(description = "As for all instances.", min = "100ms", max = "1d")
        Duration breakDuration,
    @Setting(description = "As for all instances.", min = "1", max = "1000") Integer halfOpenProbes,
    @Setting(
            description = "Signals not judged, besides those ignored for all; lock_queue is one.",
            max = "16")
        List<String> ignoreSignals) {

  /** Copies the list. */
  public CircuitOverride {
    ignoreSignals = List.copyOf(ignoreSignals);
  }
}
