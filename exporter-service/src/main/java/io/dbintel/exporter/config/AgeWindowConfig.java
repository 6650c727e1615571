package io.dbintel.exporter.config;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * Which timestamps a destination accepts; others are not sent but counted. The defaults are those
 * of New Relic (48 h back, 24 h ahead) with an hour to spare.
 *
 * @param past oldest timestamp, back from now
 * @param future newest timestamp, ahead of now
 */
public record AgeWindowConfig(
    @Setting(description = "Oldest timestamp, back from now.", defaultValue = "47h", min = "1m")
        Duration past,
    @Setting(description = "Newest timestamp, ahead of now.", defaultValue = "23h", min = "1m")
        Duration future) {}
