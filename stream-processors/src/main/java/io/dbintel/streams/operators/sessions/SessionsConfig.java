package io.dbintel.streams.operators.sessions;

import io.dbintel.runtime.config.Setting;
import java.time.Duration;

/**
 * Which session ticks become events.
 *
 * @param sampleInterval least time between two ticks whose sessions are sampled, database clock
 */
public record SessionsConfig(
    @Setting(
            description =
                "Least time between two ticks of an instance whose sessions become"
                    + " db.server.query_sample events; 0s takes every tick.",
            defaultValue = "10s",
            min = "0s",
            max = "10m")
        Duration sampleInterval) {}
